"""`okno tick [--every SECONDS]`: run everything that is due by the clock (config/schedule.py)."""

import logging
from argparse import ArgumentParser
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any

from django.core.management.base import CommandError
from django.db import close_old_connections
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.module_loading import import_string

from okno.config.schedule import JOBS
from okno.kernel.errors import OknoError
from okno.ui.commands import OknoCommand, stop_signs

logger = logging.getLogger(__name__)


class Command(OknoCommand):
    help = "Run what is due by the clock: quotes expire, holds end, overdue promises are told, letters leave."

    def add_arguments(self, parser: ArgumentParser) -> None:
        when = parser.add_mutually_exclusive_group()
        when.add_argument("--at", help="the instant to act as of (ISO 8601, default: now)")
        when.add_argument(
            "--every",
            type=int,
            metavar="SECONDS",
            help="go on until SIGTERM or Ctrl-C, once in so many seconds",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"] is None:
            self._once(_instant(options["at"]))
        elif options["every"] > 0:
            self._keep_ticking(options["every"])
        else:
            raise CommandError("--every wants a number of seconds above zero.", returncode=2)

    def _keep_ticking(self, every: int) -> None:
        """A round that fails is told and does not end the others; a stop waits for the round at work."""
        told = stop_signs()
        stopped = False
        while not stopped:
            close_old_connections()
            try:
                self._once(timezone.now())
            except Exception:
                logger.exception("tick")
            self.stdout.flush()
            stopped = _is_told(told, every)

    def _once(self, at: datetime) -> None:
        done: dict[str, Any] = {}
        failed = False
        for path in JOBS:
            name = path.rpartition(".")[2]
            try:
                done[name] = import_string(path)(by=None, at=at)
            except Exception as error:
                # One that fails does not keep the others from their work.
                done[name], failed = str(error), True
                if not isinstance(error, OknoError):
                    logger.exception(name)
        self.answer(done, "\n".join(f"{name}: {result}" for name, result in done.items()))
        if failed:
            raise CommandError("Some of the work was not done: see above.", returncode=1)


def _is_told(told: SimpleQueue[int], seconds: int) -> bool:
    """Whether a signal came while a round was at work, or comes within these seconds."""
    try:
        told.get(timeout=seconds)
    except Empty:
        return False
    return True


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
