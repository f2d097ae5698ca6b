"""`okno messages`: take sentences from the code into the catalogues, compile them, or check them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from okno.top.tools import english, translations


class Command(BaseCommand):
    help = "Bring the catalogues into step with the code and compile them; --check only compares."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--room", action="append", metavar="ROOM", help="only this room (may be repeated)"
        )
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 if anything is wrong"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        names = options["room"] or translations.rooms()
        unknown = sorted(set(names) - set(translations.rooms()))
        if unknown:
            raise CommandError(f"no such room: {', '.join(unknown)}", returncode=2)
        if options["check"]:
            wrong = [*translations.check_rooms(names), *english.check_english(names)]
            if wrong:
                raise CommandError("\n".join([*wrong, f"{len(wrong)} to correct"]))
            return
        for room in names:
            total, waiting, dropped = translations.update_room(room)
            for msgid in dropped:
                self.stdout.write(f"{room}: dropped {msgid!r}")
            for msgid in english.update_english(room):
                self.stdout.write(f"{room}: dropped the English of {msgid!r}")
            if total:
                self.stdout.write(f"{room}: {total} sentences, {waiting} without Russian")
