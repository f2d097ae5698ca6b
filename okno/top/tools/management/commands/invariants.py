"""`okno invariants`: look for anything in the base that breaks a guard."""

from typing import Any

from django.core.management.base import CommandError

from okno.ground.ui.commands import OknoCommand
from okno.top.tools.invariants import breaches


class Command(OknoCommand):
    help = "Run the guards' queries over the base; exits with 1 when a breach is found."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = breaches()
        self.answer(
            [{"invariant": b.invariant.name, "guard": b.invariant.guard.value, "id": b.id} for b in rows],
            "\n".join(f"{b.invariant.name} {b.id}: {b.detail}" for b in rows),
        )
        if rows:
            raise CommandError(f"{len(rows)} breaches found.", returncode=1)
