"""Paid advertising that a person chose to buy: taken from his attraction bonus (E2)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.compensation.agreed import Agreed
from okno.compensation.amounts import ComponentKind
from okno.compensation.closed import not_ahead, refuse_closed
from okno.compensation.drawing import redraw
from okno.compensation.events import AdvertisingRecorded
from okno.compensation.models import OwnAdvertising
from okno.compensation.permissions import can_record_advertising
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.dates import month_of
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee


@action
def record_advertising(
    *, employee: Employee, month_on: date, what: str, amount_minor: int, by: Employee | None, at: datetime
) -> OwnAdvertising:
    """Kopecks, with VAT as paid. The payslip, when drawn, is drawn anew."""
    allow(can_record_advertising(by, employee))
    not_ahead(month_on, local_date(at))
    refuse_closed(employee, month_on, _("Record it in the first month that is still open."))
    if not what.strip():
        raise Invalid(what=_("Say what was bought."))
    if amount_minor <= 0:
        raise Invalid(amount_minor=_("Write what it cost."))
    if Agreed().rule(employee.pk, ComponentKind.OWN_ADVERTISING, month_of(month_on).ends_on) is None:
        raise Invalid(employee=_("{name}'s pay plan takes no advertising.").format(name=employee.name))
    bought = OwnAdvertising.objects.create(
        employee=employee, month_on=month_on, what=what.strip(), amount_minor=amount_minor, by=by, at=at
    )
    redraw(employee, month_on, at)
    record(
        AdvertisingRecorded,
        subject=employee,
        company=None,
        by=by,
        at=at,
        employee=employee.name,
        month_on=month_on,
        amount_minor=amount_minor,
        what=bought.what,
    )
    return bought
