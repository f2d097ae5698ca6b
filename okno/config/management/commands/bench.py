"""`okno bench`: how near the billing run is to the least that its rows cost, on both engines."""

import json
import os
import subprocess
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.core.management import CommandError, CommandParser, call_command
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.billing.bench import measure
from okno.config.throwaway_postgres import NoServer, throwaway_postgres
from okno.ui.commands import OknoCommand

SERVICES: Final = 100_000


class Command(OknoCommand):
    help = "Measure the billing run against a bare INSERT … SELECT of the same rows, in throw-away databases."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("-n", type=_even, default=SERVICES, help="how many services (100,000)")
        parser.add_argument(
            "--here", action="store_true", help="only in the database of DATABASE_URL, which must be empty"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["here"]:
            found = [_measure_here(options["n"])]
        else:
            try:
                found = [_measure_at(place, options["n"]) for place in (_sqlite(), _postgresql())]
            except NoServer as error:
                raise CommandError(str(error)) from error
        self.answer(found, text="\n".join(_told(one) for one in found))


def _even(text: str) -> int:
    if not text.isdecimal() or not 2 <= int(text) <= 10_000_000 or int(text) % 2:
        raise ArgumentTypeError(_("an even number from 2 to 10,000,000 is wanted"))
    return int(text)


def _measure_here(services: int) -> dict[str, Any]:
    if connection.introspection.table_names():
        raise CommandError(_("The database is not empty: measuring would write into it."))
    call_command("migrate", verbosity=0)
    return measure(services, timezone.now())


def _measure_at(place: AbstractContextManager[str], services: int) -> dict[str, Any]:
    """In a process of its own, whose settings are made for that database."""
    with place as address:
        command = [sys.executable, "-m", "okno", "bench", "--here", "--json", "-n", str(services)]
        environment = {**os.environ, "DATABASE_URL": address}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise CommandError(_("The measuring process failed."))
        answer: list[dict[str, Any]] = json.loads(done.stdout)
        return answer[0]


@contextmanager
def _sqlite() -> Iterator[str]:
    with TemporaryDirectory(prefix="okno-bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


def _postgresql() -> AbstractContextManager[str]:
    """With fsync on, as a real server has it."""
    return throwaway_postgres(durable=True)


def _told(found: dict[str, Any]) -> str:
    ratio = found["billing_with_lines_rows_s"] / max(found["billing_limit_rows_s"], 0.001)
    return _("{engine}: {n} services billed in {run_s} s, their rows alone in {limit_s} s: {ratio} ×").format(
        engine=found["engine"],
        n=found["n"],
        run_s=found["billing_with_lines_rows_s"],
        limit_s=found["billing_limit_rows_s"],
        ratio=f"{ratio:.2f}",
    )
