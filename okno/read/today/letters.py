"""The day as a letter: plain text in its reader's language, never empty (C5, complaint 13)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from okno.read.today.digest import Digest, digest_of
from okno.read.today.hours import last_evening
from okno.read.today.notices import Notice, notices_of
from okno.read.today.worklists import promises_of
from okno.records.relations.day import left_to_close, not_closed
from okno.team.people.models import Absence, Employee
from okno.team.people.permissions import HEADS
from okno.team.people.topics import Channel, topics_of
from okno.team.promises.models import Promise

NOTICES_SHOWN = 30
PROMISES_SHOWN = 20
MANAGERS_SHOWN = 40


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str


@dataclass(frozen=True)
class Contents:
    """The contents of an employee's letter; heads read about everybody, others about their own work."""

    on: date
    digest: Digest | None
    promises: list[Promise]
    notices: list[Notice]
    not_closed: list[Employee]
    left: int
    away: list[Absence]

    @property
    def is_empty(self) -> bool:
        return not (self.digest or self.promises or self.notices or self.not_closed or self.left)


def key_of(employee: Employee, on: date) -> str:
    """Return the outbox key of the letter: one for each employee and day, whatever happens later."""
    return f"digest:{employee.pk}:{on.isoformat()}"


def address_of(employee: Employee) -> str:
    return employee.email or (employee.user.email if employee.user else "")


def letter_to(employee: Employee, on: date, *, at: datetime) -> Letter | None:
    """Return the letter of the day; None without contents, an address or a topic that the employee wants."""
    topics = topics_of(employee, Channel.MAIL)
    if not topics or not address_of(employee):
        return None
    with override(employee.user.language if employee.user else settings.LANGUAGE_CODE):
        contents = contents_for(employee, on, wants_day="day" in topics, at=at)
        if contents.is_empty:
            return None
        context = {"contents": contents, "reader": employee, "url": settings.OKNO_URL.rstrip("/"), "at": at}
        text = render_to_string("today/digest.txt", context)
        subject = _("The day in short: {day}").format(day=date_format(on, "j E" if _is_russian() else "j F"))
        return Letter(address_of(employee), subject, _tidy(text))


def contents_for(employee: Employee, on: date, *, wants_day: bool, at: datetime) -> Contents:
    """Return the contents; without the topic «the day» only notices since the last evening."""
    is_head = employee.has(*HEADS)
    notices = notices_of(employee, since=last_evening(at), channel=Channel.MAIL, at=at)[:NOTICES_SHOWN]
    if not wants_day:
        return Contents(on, None, [], notices, [], 0, [])
    digest = digest_of(on, reader=employee, at=at, managers=None if is_head else [employee])
    return Contents(
        on=on,
        digest=digest,
        # A seller's own stand in his part of the digest.
        promises=[
            promise
            for promise in promises_of([employee], at).filter(due_at__lt=at)[:PROMISES_SHOWN]
            if not (digest and promise.company_id)
        ],
        notices=notices,
        not_closed=not_closed(on, at) if is_head else [],
        left=left_to_close(employee, on).count(),
        away=digest.away if digest else [],
    )


def _is_russian() -> bool:
    return (get_language() or "ru").startswith("ru")


def _tidy(text: str) -> str:
    """Return the text with single blank lines between parts and none at the ends.

    The conditions of the template leave several in a row.
    """
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
