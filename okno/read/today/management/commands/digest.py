"""`okno digest [DATE]`: the day of every manager, as text or JSON; `--send` posts the letters."""

from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.ui.commands import OknoCommand
from okno.read.today.actions.post_digest import post_digest
from okno.read.today.digest import digest_of
from okno.read.today.digest_data import digest_data, digest_lines
from okno.read.today.jobs import post_digests
from okno.team.people.models import Employee
from okno.team.people.permissions import HEADS


class Command(OknoCommand):
    help = "Show the digest of a day, or send it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("date", nargs="?", default="", help="YYYY-MM-DD (default: today)")
        parser.add_argument(
            "--as", dest="reader", default="", help="e-mail of the reader (default: a head; of --send: all)"
        )
        parser.add_argument(
            "--send", action="store_true", help="put the letters in the outbox, one to a person and a day"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        on = _day(options["date"]) if options["date"] else local_date(now)
        if options["send"]:
            posted = _send(on, options["reader"], now)
            self.answer({"posted": posted}, f"posted: {posted}")
            return
        digest = digest_of(on, reader=_reader(options["reader"]), at=min(now, at_hour(on, 20)))
        self.answer(digest_data(digest), "\n".join(digest_lines(digest)))


def _send(on: date, email: str, at: datetime) -> int:
    """Post the digest to one employee, or to all without an e-mail; return the number of letters."""
    if not email:
        return post_digests(on=on, by=CLOCK, at=at)
    return int(post_digest(employee=_reader(email), on=on, by=CLOCK, at=at) is not None)


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise CommandError(f"«{text}» is not a date: write it as 2026-10-31.", returncode=2)
    return day


def _reader(email: str) -> Employee:
    people = Employee.objects.working()
    candidates = people.filter(user__email=email) if email else people.with_role(*HEADS)
    if (reader := candidates.order_by("pk").first()) is None:
        raise CommandError("Nobody may read the digest: name an employee with --as E-MAIL.", returncode=2)
    return reader
