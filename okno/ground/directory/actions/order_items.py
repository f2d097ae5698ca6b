"""Items of a list are put in another order."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.directory.directory import STEP, Directory, Item
from okno.ground.directory.permissions import can_order_items
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.localized import freeze


@action
def order_items(*, directory: Directory[Item], order: Sequence[int], by: Actor, at: datetime) -> list[Item]:
    """Put the items with these ids in this order and return them.

    `order` names every item in use of one group, from the first to the last. Raises Conflict when it does
    not: somebody has added or removed an item since the order was shown.
    """
    allow(can_order_items(by, directory))
    in_use = {item.pk: item for item in directory.lock() if item.removed_at is None}
    first = in_use.get(order[0]) if order else None
    before = [first, *directory.siblings(first, in_use.values())] if first else []
    if first is None or sorted(order) != sorted(item.pk for item in before):
        raise Conflict(_("The list has changed meanwhile: look at it and order it again."))
    ordered = [in_use[key] for key in order]
    if ordered == sorted(ordered, key=lambda item: (item.position, item.pk)):
        return ordered
    for place, item in enumerate(ordered, start=1):
        # In steps, so that an item added later can stand between two without moving the others.
        item.position = place * STEP
    directory.model._base_manager.bulk_update(ordered, ["position"])
    names = freeze([item.word for item in ordered])
    record(directory.events["ordered"], subject=ordered[0], by=by, at=at, items=names)
    return ordered
