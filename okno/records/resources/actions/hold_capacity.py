"""Hold units for a quote until a date (R1, guard 5)."""

from datetime import date, datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Guard, Invalid, Refused, allow
from okno.ground.kernel.localized import deferred, freeze
from okno.records.catalog.models import Location
from okno.records.catalog.resource_kinds import named, shown
from okno.records.clients.models import Company
from okno.records.resources.counters import count_held
from okno.records.resources.events import CapacityHeld
from okno.records.resources.models import Capacity, Hold
from okno.records.resources.permissions import can_hold_capacity


@action
def hold_capacity(
    *,
    holder: Model,
    location: Location,
    kind: str,
    units: int,
    until_on: date,
    company: Company | None,
    by: Actor,
    at: datetime,
) -> Hold:
    """Hold units for `holder` until a day. Raises Refused by guard 5 when there are too few."""
    allow(can_hold_capacity(by))
    if units < 1:
        raise Invalid(units=_("One unit at least."))
    if until_on < local_date(at):
        raise Invalid(until_on=_("This date has passed."))
    capacity = Capacity.objects.filter(location=location, kind=kind).first()
    if capacity is None:
        raise _no_such_capacity(holder, location, kind)
    count_held(capacity, units, holder)
    # After the counter, which is the lock: of two who hold for one line at once the second sees the first's.
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
    where = {"kind": freeze(named(kind)), "place": location.name}
    record(CapacityHeld, subject=hold, by=by, at=at, units=units, until_on=until_on, **where)
    return hold


def _no_such_capacity(holder: Model, location: Location, kind: str) -> Refused:
    """Return the refusal of guard 5 for a place that has nothing of this kind."""
    return Refused(
        guard=Guard.CAPACITY,
        reason=deferred(lambda: _("{place} has no {kind} at all.").format(place=location, kind=shown(kind))),
        remedy=_("Choose another place, take fewer, or ask the engineers for more capacity."),
        decides=_("Engineers"),
        subject=holder,
    )
