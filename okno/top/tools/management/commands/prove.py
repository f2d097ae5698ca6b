"""`okno prove NAME`: one proof that takes minutes, whole."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from okno.ground.ui.commands import OknoCommand
from okno.top.tools.proofs import PROOFS


class Command(OknoCommand):
    help = "Run whole what bin/check tries a part of by turns: walks, fuzz, kills, pages, rules."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name of the proof."""
        parser.add_argument("name", choices=sorted(PROOFS))

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the proof. Raises CommandError when it does not hold."""
        proof = PROOFS[options["name"]]
        if not proof.run():
            raise CommandError(f"not proven: {proof.claim}", returncode=1)
        self.answer({"proven": proof.claim}, f"proven: {proof.claim}")
