"""`okno tick`: run everything that is due by the clock (config/schedule.py)."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.module_loading import import_string

from okno.config.schedule import JOBS
from okno.kernel.errors import OknoError
from okno.ui.commands import OknoCommand


class Command(OknoCommand):
    help = "Run what is due by the clock: quotes expire, holds end, overdue promises are journalled."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", help="the instant to act as of (ISO 8601, default: now)")

    def handle(self, *args: Any, **options: Any) -> None:
        at = _instant(options["at"])
        done: dict[str, Any] = {}
        failed = False
        for path in JOBS:
            name = path.rpartition(".")[2]
            try:
                done[name] = import_string(path)(by=None, at=at)
            except OknoError as error:
                # One that fails does not keep the others from their work.
                done[name], failed = str(error), True
        self.answer(done, "\n".join(f"{name}: {result}" for name, result in done.items()))
        if failed:
            raise CommandError("Some of the work was not done: see above.", returncode=1)


def _instant(text: str | None) -> datetime:
    if not text:
        return timezone.now()
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"«{text}» is not an instant: write it as 2026-10-31T12:00+03:00.", returncode=2)
    return found if timezone.is_aware(found) else timezone.make_aware(found)
