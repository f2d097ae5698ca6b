"""`okno demo [--on DATE]`: load the demo company into an empty base and tell how to sign in."""

from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import override

from okno.ground.kernel.clock import at_hour
from okno.ground.ui.commands import OknoCommand
from okno.team.people.models import Employee
from okno.top.demo.cast import sign_ins
from okno.top.demo.company import found_company


class Command(OknoCommand):
    help = "Load the demo company: an invented hosting provider with 18 months of history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", help="the day it lives on (YYYY-MM-DD, default: today)")

    def handle(self, *args: Any, **options: Any) -> None:
        if Employee.objects.exists():
            raise CommandError(
                "There is a company in this base already: the demo is loaded only into an empty one."
            )
        until = _until(options["on"])
        if connection.vendor == "sqlite":
            # Nothing is lost if the machine stops while an invented company is being made.
            connection.cursor().execute("PRAGMA synchronous=OFF")
        with override("ru"):
            found_company(until, self._tell_month)
        self.stderr.write("")
        self.answer(
            [{"name": n, "position": p, "email": e, "password": w} for n, p, e, w in sign_ins()],
            "\n".join(
                f"{email:24} {password:18} {name}, {position}"
                for name, position, email, password in sign_ins()
            ),
        )

    def _tell_month(self, at: datetime) -> None:
        month = f"{timezone.localtime(at):%Y-%m}"
        if month != getattr(self, "_month", None):
            self._month = month
            self.stderr.write(month, ending=" ")
            self.stderr.flush()


def _until(text: str | None) -> datetime:
    """Two in the afternoon of the day asked for; now, when none is."""
    now = timezone.now()
    if not text:
        return now
    try:
        on: date | None = parse_date(text)
    except ValueError:
        on = None
    if on is None:
        raise CommandError(f"«{text}» is not a date: write it as 2026-10-31.", returncode=2)
    return at_hour(on, 14)
