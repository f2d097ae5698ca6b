"""`okno import leads FILE`, `okno import bank-statement FILE`: each importer belongs to its room."""

from argparse import SUPPRESS
from typing import Any

from django.core.management.base import CommandParser

from okno.ground.imports.importers import IMPORTERS
from okno.ground.ui.commands import OknoCommand


class Command(OknoCommand):
    help = "Load a file; the same file again adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
        for importer in IMPORTERS:
            inner = kinds.add_parser(importer.name, help=importer.help)
            # `--json` may stand before the kind or after it.
            inner.add_argument("--json", action="store_true", default=SUPPRESS, help="answer with JSON")
            importer().add_arguments(inner)

    def handle(self, *args: Any, **options: Any) -> None:
        importer = next(each for each in IMPORTERS if each.name == options["kind"])
        importer().handle(self, options)
