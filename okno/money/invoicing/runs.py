"""The monthly billing of many services at once; a test holds it equal to `amounts.due_lines`.

Called inside an action, one transaction to a batch. `run_sql.py` has the statements.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import Period, month_of, months_between
from okno.ground.kernel.vat import VatRegime
from okno.money.invoicing.amounts import due_on, vat_rate_for
from okno.money.invoicing.build_invoice import days_to_pay
from okno.money.invoicing.events import InvoiceIssued
from okno.money.invoicing.run_sql import (
    CLIENTS_DUE,
    COUNT_DUE,
    HIGH_CLIENT,
    MARK_BILLED,
    NEXT_SELLER,
    SPELLINGS,
    SUMS,
    SURVEY,
    insert_entries,
    insert_invoices,
    insert_lines,
)
from okno.records.clients.models import Company
from okno.records.clients.numbering import take_numbers

LAST_CLIENT: Final = 2**63 - 1
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slice:
    """The clients of a seller with keys after `low` up to `high`, to be charged through the day `until`."""

    seller: int
    low: int
    high: int
    until: date


@dataclass(frozen=True, slots=True)
class Survey:
    """Counts of the services with days left to charge and of fees too large, and the first day to charge."""

    due: int
    too_large: int
    first_on: date | None


@dataclass(frozen=True, slots=True)
class Billed:
    """The count of invoices made, and their sum in kopecks with VAT."""

    invoices: int = 0
    gross_minor: int = 0

    def __add__(self, other: "Billed") -> "Billed":
        return Billed(self.invoices + other.invoices, self.gross_minor + other.gross_minor)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The run, the actor and the time with which invoices are issued."""

    run: int
    by: Actor
    at: datetime


def until_on(through_on: date) -> date:
    """Return the last day that a run through this day charges: the end of the last whole month."""
    last = month_of(through_on).ends_on
    return last if last <= through_on else through_on.replace(day=1) - ONE_DAY


def count_due(through_on: date) -> int:
    """Return how many services have days left to charge."""
    return int(_row(COUNT_DUE, {"until": until_on(through_on)})[0])


def next_seller(after: int) -> int | None:
    """Return the lowest key of a seller with services, from `after` on, or None when there is none."""
    key = _row(NEXT_SELLER, {"seller": after})[0]
    return None if key is None else int(key)


def next_slice(seller: int, low: int, through_on: date, size: int) -> Slice:
    """Return the next clients of the seller, with about `size` due services; a client is never split."""
    until = until_on(through_on)
    row = _row(HIGH_CLIENT, {"seller": seller, "low": low, "until": until, "size": size})
    return Slice(seller, low, int(row[0]) if row else LAST_CLIENT, until)


def survey(part: Slice) -> Survey:
    """Count what is due in a slice before it is billed, and find its first day."""
    due, too_large, starts, billed = _row(SURVEY, _of(part))
    # Two firsts, because a service that starts later than it is billed through begins at its start, not at
    # the day after.
    firsts = [_day(starts)] if starts else []
    firsts += [_day(billed) + ONE_DAY] if billed else []
    return Survey(due=due, too_large=too_large, first_on=min(firsts, default=None))


def clients_due(part: Slice) -> list[int]:
    """Return the keys of a slice's clients with something due, in order."""
    with connection.cursor() as cursor:
        cursor.execute(CLIENTS_DUE, _of(part))
        return [int(row[0]) for row in cursor.fetchall()]


def bill_slice(part: Slice, first_on: date, stamp: Stamp) -> Billed:
    """Charge every due month of a slice from `first_on` on: one invoice to each client for each month.

    Returns the count and sum in kopecks, rounded as in `amounts.line_for`. The caller holds the seller's
    lock, so that nobody else charges these services meanwhile. Errors of the database are passed on, and then
    nothing of the slice is kept. Raises ValueError when the seller has no VAT regime.
    """
    seller = Company.objects.get(pk=part.seller)
    regime = VatRegime(seller.vat_regime)
    made = Billed()
    for month in months_between(first_on, part.until):
        # Month by month, the oldest first: numbers of invoices then grow with their months.
        made += _bill_month(part, seller, month, vat_rate_for(regime, month), stamp)
    return made


def _bill_month(part: Slice, seller: Company, month: Period, rate_bp: int, stamp: Stamp) -> Billed:
    spelling = SPELLINGS[connection.vendor]
    issued_on = local_date(stamp.at)
    params = {
        **_of(part),
        "first": month.starts_on,
        "last": month.ends_on,
        "eve": month.starts_on - ONE_DAY,
        "month_days": month.days,
        "rate_bp": rate_bp,
        "year": issued_on.year,
        # Count nought: the present number is read under the lock of the series, and taken only when invoices
        # were made.
        "before": take_numbers(seller=seller, kind="invoice", year=issued_on.year, count=0) - 1,
        "issued_on": issued_on,
        "due_on": due_on(issued_on, days_to_pay()),
        "run": stamp.run,
        "by": stamp.by.employee_id,
        "actor_kind": stamp.by.kind.value,
        "token": stamp.by.token_id,
        # As Django itself would write it: SQLite keeps an instant as text in UTC, and orders it as text.
        "at": connection.ops.adapt_datetimefield_value(stamp.at),
        "event": InvoiceIssued.name,
        "audience": InvoiceIssued.audience.value,
        "to_client": InvoiceIssued.to_client,
    }
    with connection.cursor() as cursor:
        cursor.execute(insert_invoices(spelling), params)
        # The statement numbers by row_number() without a gap, so the count of rows is the count of numbers to
        # take.
        count = cursor.rowcount
        if not count:
            return Billed()
        take_numbers(seller=seller, kind="invoice", year=issued_on.year, count=count)
        # Before the mark: the lines are found by the same condition, and after it nothing would be due.
        cursor.execute(insert_lines(spelling), params)
        cursor.execute(MARK_BILLED, params)
        cursor.execute(insert_entries(spelling), params)
        cursor.execute(SUMS, params)
        return Billed(count, int(cursor.fetchone()[1]))


def _day(value: date | str) -> date:
    """Return a date; SQLite gives a computed date as text."""
    # Only of columns that were computed: a plain column goes through Django's converters.
    return value if isinstance(value, date) else date.fromisoformat(value)


def _of(part: Slice) -> dict[str, Any]:
    return asdict(part)


def _row(statement: str, params: Mapping[str, Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone()
