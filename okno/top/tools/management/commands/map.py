"""`okno map`: write docs/MAP.md from the code, or check that it is fresh."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from okno.top.tools import house_map


class Command(BaseCommand):
    help = "Write docs/MAP.md from the code; --check exits 1 when it is stale."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 when the map is stale"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target, fresh = house_map.TARGET, house_map.render()
        if options["check"]:
            if not target.exists() or target.read_text(encoding="utf-8") != fresh:
                raise CommandError("docs/MAP.md is stale: run `okno map` and commit it")
            return
        target.parent.mkdir(exist_ok=True)
        target.write_text(fresh, encoding="utf-8")
