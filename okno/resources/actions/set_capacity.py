"""Say how many units there are in all; never fewer than are held and taken (guard 5)."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from okno.catalog.models import Location
from okno.catalog.resource_kinds import named
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Guard, Invalid, Refused, allow
from okno.kernel.kept import keep, later
from okno.people.models import Employee
from okno.resources.events import CapacitySet
from okno.resources.models import Capacity
from okno.resources.permissions import can_set_capacity


@action
def set_capacity(*, location: Location, kind: str, total: int, by: Employee | None, at: datetime) -> Capacity:
    allow(can_set_capacity(by))
    kind = kind.strip()
    if not kind:
        raise Invalid(kind=_("Name the resource."))
    if total < 0:
        raise Invalid(total=_("Not less than zero."))
    capacity, _made = Capacity.objects.get_or_create(location=location, kind=kind, defaults={"total": 0})
    before = capacity.total
    sold_fits = Capacity.objects.alias(sold=F("held") + F("taken")).filter(pk=capacity.pk, sold__lte=total)
    if not sold_fits.update(total=total):
        capacity.refresh_from_db()
        raise _too_few(capacity, total)
    capacity.refresh_from_db()
    record(
        CapacitySet,
        subject=capacity,
        company=None,
        by=by,
        at=at,
        place=location.name,
        kind=keep(named(kind)),
        total=total,
        before=before,
    )
    return capacity


def _too_few(capacity: Capacity, total: int) -> Refused:
    return Refused(
        guard=Guard.CAPACITY,
        reason=later(
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
