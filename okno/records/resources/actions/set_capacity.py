"""Say how many units there are in all; never fewer than are held and taken (guard 5)."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Guard, Invalid, Refused, allow
from okno.ground.kernel.localized import deferred, freeze
from okno.records.catalog.models import Location
from okno.records.catalog.resource_kinds import named
from okno.records.resources.events import CapacitySet
from okno.records.resources.models import Capacity
from okno.records.resources.permissions import can_set_capacity


@action
def set_capacity(*, location: Location, kind: str, total: int, by: Actor, at: datetime) -> Capacity:
    """Set how many units there are in all. Raises Refused by guard 5 when more are held and taken."""
    allow(can_set_capacity(by))
    kind = kind.strip()
    if not kind:
        raise Invalid(kind=_("Name the resource."))
    if total < 0:
        raise Invalid(total=_("Not less than zero."))
    capacity, _made = Capacity.objects.get_or_create(location=location, kind=kind, defaults={"total": 0})
    before = capacity.total
    # Decided by the UPDATE: a sale between the look and the write would be forgotten otherwise.
    sold_fits = Capacity.objects.alias(sold=F("held") + F("taken")).filter(pk=capacity.pk, sold__lte=total)
    if not sold_fits.update(total=total):
        capacity.refresh_from_db()
        raise _too_few(capacity, total)
    capacity.refresh_from_db()
    record(
        CapacitySet,
        subject=capacity,
        by=by,
        at=at,
        place=location.name,
        kind=freeze(named(kind)),
        total=total,
        before=before,
    )
    return capacity


def _too_few(capacity: Capacity, total: int) -> Refused:
    return Refused(
        guard=Guard.CAPACITY,
        reason=deferred(
            lambda: _("{units} × {kind} at {place} are held or taken, {total} in all would not do.").format(
                units=capacity.held + capacity.taken,
                kind=capacity.kind_name,
                place=capacity.location,
                total=total,
            )
        ),
        remedy=_("Free what is not needed first."),
        decides=_("Engineers"),
        subject=capacity,
    )
