"""`okno invariants`: look for anything in the base that breaks a guard."""

from typing import Any

from django.core.management.base import CommandError

from okno.reports.invariants import breaches
from okno.ui.commands import OknoCommand


class Command(OknoCommand):
    help = "Run the guards' queries over the base; exits with 1 when a breach is found."

    def handle(self, *args: Any, **options: Any) -> None:
        found = breaches()
        self.answer(
            [{"invariant": b.invariant.name, "guard": b.invariant.guard.value, "id": b.id} for b in found],
            "\n".join(f"{b.invariant.name} {b.id}: {b.detail}" for b in found),
        )
        if found:
            raise CommandError(f"{len(found)} breaches found.", returncode=1)
