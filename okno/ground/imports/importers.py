"""The importers: one for each kind of file, registered by its room's `room.py`."""

from typing import Protocol

from django.core.management.base import CommandParser

from okno.ground.kernel.registry import Registry
from okno.ground.ui.commands import OknoCommand


class Importer(Protocol):
    """A kind of file for the command line; `name` is the word after `okno import`."""

    name: str
    help: str

    def add_arguments(self, parser: CommandParser) -> None: ...

    def handle(self, command: OknoCommand, options: dict[str, object]) -> None: ...


IMPORTERS: Registry[type[Importer]] = Registry("importers")
