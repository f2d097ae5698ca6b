"""`okno import leads FILE`, `okno import bank-statement FILE`: each importer is its room's own."""

from argparse import SUPPRESS
from typing import Any, Protocol

from django.core.management.base import CommandParser

from okno.billing.imports_door import StatementImport
from okno.sales.imports.door import LeadsImport
from okno.ui.commands import OknoCommand


class Importer(Protocol):
    help: str

    def add_arguments(self, parser: CommandParser) -> None: ...

    def handle(self, command: OknoCommand, options: dict[str, Any]) -> None: ...


IMPORTERS: dict[str, type[Importer]] = {"leads": LeadsImport, "bank-statement": StatementImport}


class Command(OknoCommand):
    help = "Load a file; the same file again adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
        for kind, importer in IMPORTERS.items():
            inner = kinds.add_parser(kind, help=importer.help)
            # Said before the kind or after it, it is the same wish.
            inner.add_argument("--json", action="store_true", default=SUPPRESS, help="answer with JSON")
            importer().add_arguments(inner)

    def handle(self, *args: Any, **options: Any) -> None:
        IMPORTERS[options["kind"]]().handle(self, options)
