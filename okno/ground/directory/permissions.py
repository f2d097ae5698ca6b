"""Who may change a list: those whom the room that owns it allows."""

from typing import Any

from okno.ground.directory.directory import Directory, directory_of
from okno.ground.directory.models import DirectoryItem
from okno.ground.kernel.actors import Actor


def can_add_item(by: Actor, directory: Directory[Any]) -> bool:
    return directory.can_set(by)


def can_change_item(by: Actor, item: DirectoryItem) -> bool:
    return directory_of(item).can_set(by)


def can_order_items(by: Actor, directory: Directory[Any]) -> bool:
    return directory.can_set(by)


def can_remove_item(by: Actor, item: DirectoryItem) -> bool:
    return directory_of(item).can_set(by)


def can_return_item(by: Actor, item: DirectoryItem) -> bool:
    return directory_of(item).can_set(by)
