"""A removed item comes back to its list."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.directory.directory import Item, directory_of
from okno.ground.directory.permissions import can_return_item
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.localized import freeze
from okno.ground.kernel.text import fold


@action
def return_item(*, item: Item, by: Actor, at: datetime) -> Item:
    """Put a removed item back at its place and return it.

    Raises Conflict when it is in the list already, when another item has taken its name, and when the list
    is full or `Directory.check_return` refuses.
    """
    allow(can_return_item(by, item))
    directory = directory_of(item)
    items = directory.lock()
    in_use = [other for other in items if other.removed_at is None]
    taken = {fold(str(sibling.word)) for sibling in directory.siblings(item, items)}
    if fold(str(item.word)) in taken or item.pk in {other.pk for other in in_use}:
        raise Conflict(_("«{item}» is in the list already.").format(item=item))
    if len(in_use) >= directory.limit:
        raise Conflict(_("There are {count} in the list already.").format(count=directory.limit))
    directory.check_return(item, items)
    directory.model._base_manager.filter(pk=item.pk).update(removed_at=None)
    item.removed_at = None
    record(directory.events["returned"], subject=item, by=by, at=at, item=freeze(item.word))
    return item
