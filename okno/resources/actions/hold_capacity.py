"""Hold units for a quote until a date (R1, guard 5)."""

from datetime import date, datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.catalog.models import Location
from okno.catalog.resource_kinds import named, shown
from okno.clients.models import Company
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Guard, Invalid, Refused, allow
from okno.kernel.kept import keep, later
from okno.people.models import Employee
from okno.resources.counters import count_held
from okno.resources.events import CapacityHeld
from okno.resources.models import Capacity, Hold
from okno.resources.permissions import can_hold_capacity


@action
def hold_capacity(
    *,
    holder: Model,
    location: Location,
    kind: str,
    units: int,
    until_on: date,
    company: Company | None,
    by: Employee | None,
    at: datetime,
) -> Hold:
    allow(can_hold_capacity(by))
    if units < 1:
        raise Invalid(units=_("One unit at least."))
    if until_on < local_date(at):
        raise Invalid(until_on=_("This date has passed."))
    capacity = Capacity.objects.filter(location=location, kind=kind).first()
    if capacity is None:
        raise Refused(
            guard=Guard.CAPACITY,
            reason=later(lambda: _("{place} has no {kind} at all.").format(place=location, kind=shown(kind))),
            remedy=_("Choose another place, take fewer, or ask the engineers for more capacity."),
            decides=_("Engineers"),
            subject=holder,
        )
    count_held(capacity, units, holder)
    if Hold.objects.of(holder).live().exists():
        raise Conflict(_("Capacity is held for this already."))
    hold = Hold.objects.create(
        capacity=capacity,
        holder_kind=holder._meta.label_lower,
        holder_id=holder.pk,
        company=company,
        units=units,
        until_on=until_on,
        held_at=at,
    )
    where = {"kind": keep(named(kind)), "place": location.name}
    record(CapacityHeld, subject=hold, company=company, by=by, at=at, units=units, until_on=until_on, **where)
    return hold
