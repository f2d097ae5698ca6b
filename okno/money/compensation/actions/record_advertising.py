"""Record paid advertising that an employee chose to buy: it is deducted from their attraction bonus (E2)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import month_of
from okno.ground.kernel.errors import Invalid, allow
from okno.money.compensation.amounts import ComponentKind
from okno.money.compensation.calculation import redraw
from okno.money.compensation.events import AdvertisingRecorded
from okno.money.compensation.models import OwnAdvertising
from okno.money.compensation.period_lock import not_ahead, refuse_closed
from okno.money.compensation.permissions import can_record_advertising
from okno.money.compensation.plan_lookup import PlanLookup
from okno.team.people.models import Employee


@action
def record_advertising(
    *, employee: Employee, month_on: date, what: str, amount_minor: int, by: Actor, at: datetime
) -> OwnAdvertising:
    """Record the purchase, in kopecks with VAT, and return it; the employee's open payslip is drawn anew.

    Raises Refused when the month or a later one is locked, Invalid when the plan has no such deduction.
    """
    allow(can_record_advertising(by, employee))
    not_ahead(month_on, local_date(at))
    refuse_closed(employee, month_on, _("Record it in the first month that is still open."))
    if not what.strip():
        raise Invalid(what=_("Say what was bought."))
    if amount_minor <= 0:
        raise Invalid(amount_minor=_("Write what it cost."))
    if PlanLookup().rule(employee.pk, ComponentKind.OWN_ADVERTISING, month_of(month_on).ends_on) is None:
        raise Invalid(employee=_("{name}'s pay plan takes no advertising.").format(name=employee.name))
    bought = OwnAdvertising.objects.create(
        employee=employee,
        month_on=month_on,
        what=what.strip(),
        amount_minor=amount_minor,
        by=by.employee,
        at=at,
    )
    redraw(employee, month_on, at)
    record(
        AdvertisingRecorded,
        subject=employee,
        by=by,
        at=at,
        employee=employee.name,
        month_on=month_on,
        amount_minor=amount_minor,
        what=bought.what,
    )
    return bought
