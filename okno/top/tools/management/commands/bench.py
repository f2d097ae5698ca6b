"""`okno bench`: how near pages and the billing run are to the least that their rows cost, on both engines."""

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

from okno.ground.ui.commands import OknoCommand
from okno.top.tools.bench.billing import measure
from okno.top.tools.bench.fill import fill
from okno.top.tools.bench.pages import KEYS, ROUNDS, measure_pages
from okno.top.tools.bench.server import Silent
from okno.top.tools.bench.sizes import Sizes
from okno.top.tools.throwaway_postgres import NoServer, throwaway_postgres

SERVICES: Final = 100_000
COMPANIES: Final = 1_000_000
PARTS: Final = ("pages", "billing")


class Command(OknoCommand):
    help = (
        "Measure pages over a million companies and the billing run of 100,000 services against the least "
        "that their rows cost, in throw-away databases."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("-n", type=_even, default=SERVICES, help="how many services (100,000)")
        parser.add_argument(
            "--companies", type=_many, default=COMPANIES, help="how many companies (1,000,000)"
        )
        parser.add_argument(
            "--rounds", type=_many, default=ROUNDS, help=f"how often a page is asked ({ROUNDS})"
        )
        parser.add_argument("--only", choices=PARTS, help="one part of the two")
        parser.add_argument(
            "--here",
            action="store_true",
            help="only in the database of DATABASE_URL, empty as yet; it stays",
        )
        parser.add_argument(
            "--filled", action="store_true", help="with --here: the pages of what an earlier run filled"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            engines = [self._here(options)] if options["here"] else self._both(options)
        except (NoServer, Silent) as error:
            raise CommandError(str(error)) from error
        self.answer(engines, text="\n".join(line for figures in engines for line in _lines(figures)))

    def _both(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        parts = [options["only"]] if options["only"] else PARTS
        engines = []
        for place in (_sqlite, _postgresql):
            figures: dict[str, Any] = {}
            for part in parts:
                with place() as address:
                    figures |= _measure_at(address, part, options)
            engines.append(figures)
        return engines

    def _here(self, options: dict[str, Any]) -> dict[str, Any]:
        """Measure one part; in a database that is kept, the other part would find it full."""
        if not options["filled"]:
            if connection.introspection.table_names():
                raise CommandError(_("The database is not empty: measuring would write into it."))
            call_command("migrate", verbosity=0)
        if options["only"] != "pages":
            return measure(options["n"], timezone.now())
        sizes, at = Sizes(options["companies"]), timezone.now()
        if not options["filled"]:
            for name in fill(sizes, at):
                self._say(_("filled: {table}").format(table=name))
        measured: dict[str, Any] = {}
        for doing, figures in measure_pages(sizes, at, options["rounds"]):
            self._say(doing)
            measured = figures
        self._say("")
        return measured

    def _say(self, doing: str) -> None:
        """Show what is going on in one line of a terminal; stdout is kept for the figures."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{connection.vendor}: {doing}" if doing else "\r\033[K")
            sys.stderr.flush()


def _even(text: str) -> int:
    if not text.isdecimal() or not 2 <= int(text) <= 10_000_000 or int(text) % 2:
        raise ArgumentTypeError(_("an even number from 2 to 10,000,000 is wanted"))
    return int(text)


def _many(text: str) -> int:
    if not text.isdecimal() or not 2 <= int(text) <= 10_000_000:
        raise ArgumentTypeError(_("a number from 2 to 10,000,000 is wanted"))
    return int(text)


def _measure_at(address: str, part: str, options: dict[str, Any]) -> dict[str, Any]:
    """Measure in a process of its own, whose settings are made for that database."""
    command = [sys.executable, "-m", "okno", "bench", "--here", "--json", "--only", part]
    for name in ("companies", "rounds"):
        command += [f"--{name}", str(options[name])]
    environment = {**os.environ, "DATABASE_URL": address}
    done = subprocess.run(
        [*command, "-n", str(options["n"])], env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise CommandError(_("The measuring process failed."))
    answer: list[dict[str, Any]] = json.loads(done.stdout)
    return answer[0]


@contextmanager
def _sqlite() -> Iterator[str]:
    with TemporaryDirectory(prefix="okno-bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


def _postgresql() -> AbstractContextManager[str]:
    """Return a throw-away PostgreSQL with fsync on, as a real server has it."""
    return throwaway_postgres(durable=True)


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    for key in KEYS:
        if f"{key}_limit_p50_ms" in figures:
            page = figures[f"{key}_p50_ms"]
            least = figures[f"{key}_limit_p50_ms"] + figures["empty_page_p50_ms"]
            yield _(
                "{engine}: page «{page}» {page_ms} ms, its rows and an empty page {least_ms} ms: {ratio} ×"
            ).format(
                engine=figures["engine"],
                page=key,
                page_ms=page,
                least_ms=f"{least:.2f}",
                ratio=f"{page / least:.2f}",
            )
    if "billing_limit_rows_s" in figures:
        ratio = figures["billing_limit_rows_s"] / figures["billing_rows_s"]
        yield _(
            "{engine}: {n} services billed in {run_s} s, their rows alone in {limit_s} s: {ratio} ×"
        ).format(
            engine=figures["engine"],
            n=figures["n"],
            run_s=f"{figures['rows'] / figures['billing_rows_s']:.3f}",
            limit_s=f"{figures['rows'] / figures['billing_limit_rows_s']:.3f}",
            ratio=f"{ratio:.2f}",
        )
