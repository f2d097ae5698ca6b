"""`okno digest DATE`: the day of every manager, as text or JSON."""

from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from okno.kernel.clock import at_hour
from okno.people.models import Employee
from okno.people.permissions import HEADS
from okno.reports.digest import Digest, digest_of
from okno.ui.commands import OknoCommand


class Command(OknoCommand):
    help = "Show the digest of a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("date", help="YYYY-MM-DD")
        parser.add_argument("--as", dest="reader", default="", help="e-mail of the reader (default: a head)")

    def handle(self, *args: Any, **options: Any) -> None:
        on = _day(options["date"])
        digest = digest_of(on, reader=_reader(options["reader"]), at=min(timezone.now(), at_hour(on, 20)))
        self.answer(as_data(digest), "\n".join(as_lines(digest)))


def as_data(digest: Digest | None) -> list[dict[str, object]]:
    """One object per manager: moved (client, entries), promised, risks; an empty list for a quiet day."""
    return [
        {
            "manager": part.manager.name,
            "moved": [
                {
                    "client": day.company.name,
                    "entries": [_entry(entry.at, entry.sentence) for entry in day.entries],
                }
                for day in part.moved
            ],
            "promised": [{"what": item.what, "due_at": item.due_at.isoformat()} for item in part.promised],
            "risks": [
                {
                    "kind": str(risk.kind),
                    "client": str(risk.company),
                    "what": risk.what,
                    "on": risk.on.isoformat(),
                }
                for _kind, risks in part.risks
                for risk in risks
            ],
        }
        for part in (digest.managers if digest else [])
    ]


def as_lines(digest: Digest | None) -> list[str]:
    """The same as text; nothing at all for a quiet day."""
    lines: list[str] = []
    for part in digest.managers if digest else []:
        lines.append(f"== {part.manager.name}")
        for day in part.moved:
            lines.append(f"  {day.company.name}")
            lines += [f"    {timezone.localtime(entry.at):%H:%M} {entry.sentence}" for entry in day.entries]
        lines += [f"  → {timezone.localtime(item.due_at):%d.%m %H:%M} {item.what}" for item in part.promised]
        lines += [
            f"  ! {kind}: {risk.company} {risk.what}".rstrip() for kind, risks in part.risks for risk in risks
        ]
    return lines


def _entry(at: datetime, sentence: str) -> dict[str, str]:
    return {"at": at.isoformat(), "sentence": sentence}


def _day(text: str) -> date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"«{text}» is not a date: write it as 2026-10-31.", returncode=2)
    return found


def _reader(email: str) -> Employee:
    people = Employee.objects.working()
    found = people.filter(user__email=email) if email else people.with_role(*HEADS)
    if (reader := found.order_by("pk").first()) is None:
        raise CommandError("Nobody may read the digest: name an employee with --as E-MAIL.", returncode=2)
    return reader
