"""An item of a list is removed: it is offered no more, and old records keep it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from okno.ground.directory.directory import Item, directory_of
from okno.ground.directory.permissions import can_remove_item
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.localized import freeze


@action
def remove_item(*, item: Item, by: Actor, at: datetime, **options: Any) -> Item:
    """Mark the item and its branch as removed and return it.

    `options` go to `Directory.clear`, for example where the deals of a removed stage go. Raises Conflict when
    it is removed already or is the last of a list that may not be empty, and whatever `clear` raises.
    """
    allow(can_remove_item(by, item))
    directory = directory_of(item)
    in_use = [other for other in directory.lock() if other.removed_at is None]
    if item.pk not in {other.pk for other in in_use}:
        raise Conflict(_("«{item}» has been removed meanwhile.").format(item=item))
    branch = directory.branch(item, in_use)
    if directory.last_note and len(branch) == len(in_use):
        raise Conflict(directory.last_note)
    journal_data = directory.clear(item, by=by, at=at, **options)
    directory.model._base_manager.filter(pk__in=[member.pk for member in branch]).update(removed_at=at)
    item.removed_at = at
    journal_data = {"item": freeze(item.word), **journal_data}
    record(directory.events["removed"], subject=item, by=by, at=at, **journal_data)
    return item
