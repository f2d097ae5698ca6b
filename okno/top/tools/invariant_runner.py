"""Asking the base whether an invariant holds, in the words of the engine at hand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from okno.ground.kernel.errors import Guard

SPELLINGS = {
    "sqlite": {
        r"LOCAL_DAY\((.+?)\)": r"django_datetime_cast_date(\1, '{zone}', 'UTC')",
        r"DAYS\((.+?), (.+?)\)": r"(julianday(\2) - julianday(\1))",
    },
    "postgresql": {
        r"LOCAL_DAY\((.+?)\)": r"(\1 AT TIME ZONE '{zone}')::date",
        r"DAYS\((.+?), (.+?)\)": r"(\2 - \1)",
    },
}


@dataclass(frozen=True)
class Invariant:
    """`sql` selects (id, what is wrong) of every breach, on SQLite and on PostgreSQL alike.

    `LOCAL_DAY(instant)` is the company's calendar date, `DAYS(from, to)` how many days lie between two dates.
    """

    name: str
    guard: Guard
    sql: str

    def spelled(self) -> str:
        """Return the query in the dialect of the engine at hand."""
        sql = self.sql
        for ours, theirs in SPELLINGS[connection.vendor].items():
            sql = re.sub(ours, theirs.replace("{zone}", settings.TIME_ZONE), sql)
        return sql


@dataclass(frozen=True)
class Breach:
    """The row with this id breaks the invariant: `detail` says in what."""

    invariant: Invariant
    id: int
    detail: str


def breaches_of(invariants: Iterable[Invariant]) -> list[Breach]:
    """Return every row that breaks one of these, in their order."""
    breaches = []
    with connection.cursor() as cursor:
        for invariant in invariants:
            cursor.execute(invariant.spelled())
            breaches += [Breach(invariant, row[0], str(row[1])) for row in cursor.fetchall()]
    return breaches
