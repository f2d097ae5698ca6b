"""`okno new room NAME --floor FLOOR`, `okno new action ROOM VERB`: files to begin with."""

from argparse import ArgumentParser
from typing import Any

from okno.ground.ui.commands import OknoCommand
from okno.top.tools.scaffold import ROOT, new_action, new_room


class Command(OknoCommand):
    help = "Make the files of a new room or action, with a test that fails until it is written."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to make and its name."""
        kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
        room = kinds.add_parser("room", help="an empty room, the last on its floor")
        room.add_argument("name")
        room.add_argument("--floor", required=True)
        action = kinds.add_parser("action", help="an action with its permission, event, test and README line")
        action.add_argument("room")
        action.add_argument("verb", help="in snake_case, the thing after the verb: pause_service")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files and name them."""
        if options["kind"] == "room":
            touched = new_room(options["name"], options["floor"])
        else:
            touched = new_action(options["room"], options["verb"])
        names = [path.relative_to(ROOT).as_posix() for path in touched]
        self.answer({"files": names}, "\n".join(names))
