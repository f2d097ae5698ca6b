"""An item of a list is changed."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.directory.directory import Item, directory_of
from okno.ground.directory.permissions import can_change_item
from okno.ground.journal.changes import save_changes
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.localized import freeze


@action
def change_item(*, item: Item, by: Actor, at: datetime, **fields: object) -> Item:
    """Set the given fields and return the item; the others stay, and nothing is journalled when none differs.

    An empty name gives a built-in item its original name back. Raises Conflict when the item has been
    removed, Invalid when a field is wrong.
    """
    allow(can_change_item(by, item))
    directory = directory_of(item)
    item.refresh_from_db(from_queryset=directory.rows().select_for_update(no_key=True, of=("self",)))
    if item.removed_at is not None:
        raise Conflict(_("«{item}» has been removed meanwhile.").format(item=item))
    # Frozen before the change: the entry names the item as readers knew it.
    before = freeze(item.word)
    checked = directory.checked(fields, directory.in_use(), item)
    if changes := save_changes(item, checked):
        record(directory.events["changed"], subject=item, by=by, at=at, item=before, changes=changes)
    return item
