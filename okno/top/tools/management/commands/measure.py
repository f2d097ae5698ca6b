"""`okno measure`: the shape of the code in figures."""

from typing import Any

from okno.ground.ui.commands import OknoCommand
from okno.top.tools.measure import as_data, measure


class Command(OknoCommand):
    help = "Print the shape of the code: lengths, docstrings, rooms; --json for comparing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure the tracked files of this checkout."""
        data = as_data(measure())
        rooms: Any = data["rooms"]
        lines = [f"{name:<28} {value}" for name, value in data.items() if name != "rooms"]
        lines += ["", f"{'room':<28} {'lines':>6} {'files':>6} {'actions':>8}"]
        for name, size in rooms.items():
            lines.append(f"{name:<28} {size['lines']:>6} {size['files']:>6} {size['actions']:>8}")
        self.answer(data, "\n".join(lines))
