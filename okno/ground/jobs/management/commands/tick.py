"""`okno tick [--every SECONDS]`: run everything that is due by the clock (config/schedule.py)."""

import logging
from argparse import ArgumentParser
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import close_old_connections
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.module_loading import import_string

from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import OknoError
from okno.ground.ui.commands import OknoCommand, stop_signs

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
        """Run a round every `every` seconds until a signal comes.

        A round that fails is logged and does not end the others; a signal waits for the round in progress.
        """
        signals = stop_signs()
        stopped = False
        while not stopped:
            close_old_connections()
            try:
                self._once(timezone.now())
            # The loop must outlive any round: a clock that stopped at night is noticed by a client in the
            # morning.
            except Exception:
                logger.exception("tick")
            self.stdout.flush()
            stopped = _is_stopped(signals, every)

    def _once(self, at: datetime) -> None:
        """Run everything of the schedule as of `at` and print the results.

        Raises CommandError at the end when a part failed; the other parts run all the same.
        """
        done: dict[str, Any] = {}
        failed = False
        for path in import_string(settings.OKNO_SCHEDULE)():
            name = path.rpartition(".")[2]
            try:
                done[name] = import_string(path)(by=CLOCK, at=at)
            except Exception as error:
                # A part that fails must not keep the others from running.
                done[name], failed = str(error), True
                if not isinstance(error, OknoError):
                    logger.exception(name)
        self.answer(done, "\n".join(f"{name}: {result}" for name, result in done.items()))
        if failed:
            raise CommandError("Some of the work was not done: see above.", returncode=1)


def _is_stopped(signals: SimpleQueue[int], seconds: int) -> bool:
    """Return whether a stop signal came during the round, or comes within these seconds."""
    try:
        signals.get(timeout=seconds)
    except Empty:
        return False
    return True


def _instant(text: str | None) -> datetime:
    """Return the aware instant written in ISO 8601, or now without text; raises CommandError otherwise."""
    if not text:
        return timezone.now()
    try:
        instant = parse_datetime(text)
    except ValueError:
        instant = None
    if instant is None:
        raise CommandError(f"«{text}» is not an instant: write it as 2026-10-31T12:00+03:00.", returncode=2)
    return instant if timezone.is_aware(instant) else timezone.make_aware(instant)
