"""The counter rows. One conditional UPDATE decides, so that of two at once exactly one gets the last unit."""

from django.db.models import F
from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Guard, Refused
from okno.ground.kernel.localized import deferred
from okno.records.resources.models import Capacity, Hold


def lock_counter(hold: Hold) -> None:
    """Wait for whoever works on the same counter, then look at the hold as it is now.

    Always the counter first and the hold after it, so that two at once never wait for each other.
    """
    # Changes nothing and takes the lock, on SQLite too, where SELECT FOR UPDATE does nothing.
    Capacity.objects.filter(pk=hold.capacity_id).update(held=F("held"))
    hold.refresh_from_db()


def count_held(capacity: Capacity, units: int, holder: object) -> None:
    """Add units to what is held, or refuse by guard 5."""
    free_enough = Capacity.objects.filter(pk=capacity.pk, total__gte=F("held") + F("taken") + units)
    if not free_enough.update(held=F("held") + units):
        raise not_enough(capacity, units, holder)


def count_taken(hold: Hold) -> None:
    """Move what a hold has from held to taken; nothing becomes free in between."""
    Capacity.objects.filter(pk=hold.capacity_id).update(
        held=F("held") - hold.units, taken=F("taken") + hold.units
    )


def count_freed(hold: Hold, was: str) -> None:
    """Give back what a hold has; its former status tells from which counter."""
    # The status before the move: after it every hold is freed, and would be given back to the wrong counter.
    counter = "taken" if was == Hold.Status.TAKEN else "held"
    Capacity.objects.filter(pk=hold.capacity_id).update(**{counter: F(counter) - hold.units})


def not_enough(capacity: Capacity, units: int, holder: object) -> Refused:
    capacity.refresh_from_db()
    return Refused(
        guard=Guard.CAPACITY,
        reason=deferred(
            lambda: _("{place} has {free} × {kind} free, and {units} are needed.").format(
                place=capacity.location, kind=capacity.kind_name, free=capacity.free, units=units
            )
        ),
        remedy=_("Choose another place, take fewer, or ask the engineers for more capacity."),
        decides=_("Engineers"),
        subject=holder,
    )
