"""An item is added to a list."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.directory.codes import free_code
from okno.ground.directory.directory import STEP, Directory, Item
from okno.ground.directory.permissions import can_add_item
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.localized import freeze
from okno.ground.kernel.text import fold


@action
def add_item(*, directory: Directory[Item], name: str, by: Actor, at: datetime, **fields: object) -> Item:
    """Add the item as the last of its group and return it.

    Where the list revives, a removed item of this name comes back instead. Raises Invalid when a field is
    wrong, the name is taken or the list is full. The code is made of the name and never changes.
    """
    allow(can_add_item(by, directory))
    items = directory.lock()
    checked = directory.checked({"name": name, **fields}, items)
    if sum(other.removed_at is None for other in items) >= directory.limit:
        raise Invalid(name=_("There are {count} in the list already.").format(count=directory.limit))
    item = directory.model(**checked)
    if removed := _removed_before(directory, item, items):
        item = removed
        for field, value in checked.items():
            setattr(item, field, item.name if field == "name" else value)
        item.removed_at = None
    else:
        taken = {*directory.model._base_manager.values_list("code", flat=True), *directory.reserved}
        item.code = free_code(item.name, taken, default=directory.noun.replace("_", "-"))
    item.position = max((sibling.position for sibling in directory.siblings(item, items)), default=0) + STEP
    item.save()
    journal_data = {"item": freeze(item.word), **directory.journal_data(item)}
    record(directory.events["added"], subject=item, by=by, at=at, **journal_data)
    return item


def _removed_before(directory: Directory[Item], item: Item, items: list[Item]) -> Item | None:
    if not directory.revives:
        return None
    group, name = directory.group_of(item), fold(item.name)
    removed = (
        other for other in items if other.removed_at is not None and directory.group_of(other) == group
    )
    return next((former for former in removed if fold(str(former.word)) == name), None)
