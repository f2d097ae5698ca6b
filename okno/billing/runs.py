"""The monthly billing of many services at once: the twin of `amounts.due_lines`, which a test holds equal.

Called inside an action, one transaction to a batch. `run_sql.py` has the statements.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from okno.billing.amounts import due_on, vat_rate_for
from okno.billing.drawing import days_to_pay
from okno.billing.events import InvoiceIssued
from okno.billing.run_sql import (
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
from okno.clients.models import Company
from okno.clients.numbering import take_numbers
from okno.kernel.clock import local_date
from okno.kernel.dates import Period, month_of, months_between
from okno.kernel.vat import VatRegime

LAST_CLIENT: Final = 2**63 - 1
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slice:
    """The clients of a seller with numbers after `low` up to `high`, to be charged to the day `until`."""

    seller: int
    low: int
    high: int
    until: date


@dataclass(frozen=True, slots=True)
class Survey:
    """Services with days left to charge, those among them with a fee too large, and the first such day."""

    due: int
    too_large: int
    first_on: date | None


@dataclass(frozen=True, slots=True)
class Billed:
    """What was made: invoices, and their sum in kopecks with VAT."""

    invoices: int = 0
    gross_minor: int = 0

    def __add__(self, other: "Billed") -> "Billed":
        return Billed(self.invoices + other.invoices, self.gross_minor + other.gross_minor)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Under which run, by whom and when invoices are issued."""

    run: int
    by: int | None
    at: datetime


def until_on(through_on: date) -> date:
    """The last day that a run through this day charges: a month is charged whole or not yet."""
    last = month_of(through_on).ends_on
    return last if last <= through_on else through_on.replace(day=1) - ONE_DAY


def count_due(through_on: date) -> int:
    """How many services have days left to charge."""
    return int(_row(COUNT_DUE, {"until": until_on(through_on)})[0])


def next_seller(after: int) -> int | None:
    """The seller with the lowest number from `after` on who has services; None when there is none."""
    found = _row(NEXT_SELLER, {"seller": after})[0]
    return None if found is None else int(found)


def next_slice(seller: int, low: int, through_on: date, size: int) -> Slice:
    """The next clients of the seller, about `size` services due between them; a client is never split."""
    until = until_on(through_on)
    found = _row(HIGH_CLIENT, {"seller": seller, "low": low, "until": until, "size": size})
    return Slice(seller, low, int(found[0]) if found else LAST_CLIENT, until)


def survey(part: Slice) -> Survey:
    """Look at a slice before it is billed."""
    due, too_large, starts, billed = _row(SURVEY, _of(part))
    firsts = [_day(starts)] if starts else []
    firsts += [_day(billed) + ONE_DAY] if billed else []
    return Survey(due=due, too_large=too_large, first_on=min(firsts, default=None))


def clients_due(part: Slice) -> list[int]:
    """The clients of a slice with something due, in order."""
    with connection.cursor() as cursor:
        cursor.execute(CLIENTS_DUE, _of(part))
        return [int(row[0]) for row in cursor.fetchall()]


def bill_slice(part: Slice, first_on: date, stamp: Stamp) -> Billed:
    """Charge every due month of a slice from `first_on`: an invoice to each client for each month.

    Kopecks, rounded as `amounts.line_for` says. The caller holds the seller's lock, so that nobody else
    charges these services meanwhile; the number series is updated first. Errors of the database come
    through: nothing of the slice is kept then. ValueError when the seller has no VAT regime.
    """
    seller = Company.objects.get(pk=part.seller)
    regime = VatRegime(seller.vat_regime)
    made = Billed()
    for month in months_between(first_on, part.until):
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
        "before": take_numbers(seller=seller, kind="invoice", year=issued_on.year, count=0) - 1,
        "issued_on": issued_on,
        "due_on": due_on(issued_on, days_to_pay()),
        "run": stamp.run,
        "by": stamp.by,
        "at": connection.ops.adapt_datetimefield_value(stamp.at),
        "event": InvoiceIssued.name,
        "audience": InvoiceIssued.audience.value,
        "to_client": InvoiceIssued.to_client,
    }
    with connection.cursor() as cursor:
        cursor.execute(insert_invoices(spelling), params)
        count = cursor.rowcount
        if not count:
            return Billed()
        take_numbers(seller=seller, kind="invoice", year=issued_on.year, count=count)
        cursor.execute(insert_lines(spelling), params)
        cursor.execute(MARK_BILLED, params)
        cursor.execute(insert_entries(spelling), params)
        cursor.execute(SUMS, params)
        return Billed(count, int(cursor.fetchone()[1]))


def _day(value: date | str) -> date:
    """SQLite gives a date that no column names as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def _of(part: Slice) -> dict[str, Any]:
    return asdict(part)


def _row(statement: str, params: Mapping[str, Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone()
