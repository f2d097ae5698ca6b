"""What a service costs in a month, and what is due: the rule of the billing run in readable lines.

`runs.py` computes the same in SQL for all services at once; a property test holds the two equal.

Rounding, half up to the kopeck, twice at most and never on a rounded figure of the same kind: the charge
(fee × days ÷ days of the month, in the price's own terms), then its VAT. The other side is a subtraction.

    fee        VAT          days     charge       net          VAT        gross
    20,000.00  22 % on top  20 / 31  12,903.23    12,903.23    2,838.71   15,741.94   (D2: from 12 October)
    20,000.00  22 % inside  20 / 31  12,903.23    10,576.42    2,326.81   12,903.23
    20,000.00  20 % on top  31 / 31  20,000.00    20,000.00    4,000.00   24,000.00   (December 2025)
    20,000.00  22 % on top  31 / 31  20,000.00    20,000.00    4,400.00   24,400.00   (January 2026)
    10,000.01  none         14 / 28   5,000.01     5,000.01        0.00    5,000.01   (5,000.005 goes up)

A month charged in k parts misses the fee by at most k ÷ 2 kopecks: two parts by nothing or one kopeck up.

In SQL, on SQLite and PostgreSQL alike, for non-negative integers `a × b ÷ d` half up is

    (2 * a * b + d) / (2 * d)

where `/` of integers rounds down on both; PostgreSQL needs `a` to be bigint. So
charge = (2 * fee * days + month) / (2 * month);
VAT on top = (2 * charge * rate_bp + 10000) / 20000;
VAT inside = (2 * charge * rate_bp + (10000 + rate_bp)) / (2 * (10000 + rate_bp)).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from okno.ground.kernel.dates import Period, days_in_month, month_of
from okno.ground.kernel.money import div_half_up
from okno.ground.kernel.vat import Amounts, VatRegime, from_gross, from_net, rate_bp
from okno.ground.kernel.workdays import add_working_days

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """What a month of a subscription costs from `starts_on` to `ends_on`, both included, or without end.

    `fee_minor` is kopecks a month for all its units.
    """

    fee_minor: int
    vat_included: bool
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """What the run needs of a subscription: its terms, oldest first, each from the day after the last."""

    regime: VatRegime
    terms: tuple[Term, ...]
    billed_through_on: date | None = None

    @property
    def starts_on(self) -> date:
        return self.terms[0].starts_on

    @property
    def ends_on(self) -> date | None:
        return self.terms[-1].ends_on


@dataclass(frozen=True, slots=True)
class DueLine:
    """A line of a monthly invoice: the charged days and the sums."""

    period: Period
    days: int
    days_in_month: int
    vat_rate_bp: int
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract's line in kopecks for all its units; the VAT rate is that of the day of issue."""

    one_off_minor: int
    monthly_minor: int
    vat_included: bool
    vat_rate_bp: int


class FirstInvoiceKind(StrEnum):
    ONE_OFF = "one_off"
    ADVANCE = "advance"


@dataclass(frozen=True, slots=True)
class FirstInvoiceLine:
    """A line of the first invoice; `position` is the index of the contract's line, from 0."""

    position: int
    kind: FirstInvoiceKind
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Settlement:
    """How an advance covers the first days: the kopecks settled, left of the advance and still owed."""

    settled_minor: int
    credit_left_minor: int
    still_owed_minor: int


def amounts_of(price_minor: int, *, vat_included: bool, vat_rate_bp: int) -> Amounts:
    """Return net, VAT and gross of a price in kopecks.

    VAT is rounded half up; the third figure is added or subtracted, so that the three always add up.
    """
    return from_gross(price_minor, vat_rate_bp) if vat_included else from_net(price_minor, vat_rate_bp)


def vat_rate_for(regime: VatRegime, period: Period) -> int:
    """Return the VAT rate of a period in basis points: that of its last day.

    In December 2025 it is 20 %, then 22 % (B2).
    """
    # Of its last day: the service of a month is rendered when the month ends, and that day's rate is the
    # law's.
    return rate_bp(regime, period.ends_on)


def charged_period(period: Period, starts_on: date, ends_on: date | None) -> Period | None:
    """Return the part of a period in which the service runs, both ends included, or None when it does not."""
    # A service that ended before it started runs on no day; Period itself would refuse such days.
    last_on = ends_on or date.max
    return period.clip(Period(starts_on, last_on)) if starts_on <= last_on else None


def line_for(
    period_fee_minor: int,
    *,
    vat_included: bool,
    vat_rate_bp: int,
    period: Period,
    starts_on: date,
    ends_on: date | None,
) -> Amounts | None:
    """Return what a service costs in a month or in a part of it, or None when it does not run in the period.

    A full month costs the fee, a part of it fee × days ÷ days of the month (B1, D2). Sums are kopecks: the
    charge is rounded once, half up, in the price's own terms, then VAT once (see the table above). Raises
    ValueError for a period that leaves its month or a negative fee.
    """
    if period_fee_minor < 0:
        raise ValueError("a fee is never negative")
    # Days of two months have two lengths of a month, and one fraction of both would be right for neither.
    if period.ends_on > month_of(period.starts_on).ends_on:
        raise ValueError("a line is for days of one calendar month")
    charged = charged_period(period, starts_on, ends_on)
    if charged is None:
        return None
    # By days of that month, rounded once: three days of October and the other 28 add up to the fee within a
    # kopeck.
    charge_minor = div_half_up(period_fee_minor * charged.days, days_in_month(period.starts_on))
    return amounts_of(charge_minor, vat_included=vat_included, vat_rate_bp=vat_rate_bp)


def next_period(billed_through_on: date, through_on: date) -> Period | None:
    """Return the days to bill after `billed_through_on`, to the end of that month.

    Returns None when that month ends after `through_on`. A month is billed whole or not yet, so running
    through 15 October bills September and leaves October.
    """
    first = billed_through_on + ONE_DAY
    last = month_of(first).ends_on
    # Whole months only: a month that has not ended may still see its service end, and its rate change.
    return Period(first, last) if last <= through_on else None


def due_months(
    starts_on: date, billed_through_on: date | None, ends_on: date | None, through_on: date
) -> list[Period]:
    """Return the periods for which a service is to be billed, oldest first, at most one to a calendar month.

    The first may begin, and the last may end, inside its month. No period reaches `billed_through_on` or
    before it, before `starts_on` or after `ends_on`: no month is billed twice, and an ended service no more
    (B2, complaint 7).
    """
    before = starts_on - ONE_DAY
    # `billed_through_on` before the start is a service that was moved: days before the start are never
    # charged.
    cursor = before if billed_through_on is None else max(before, billed_through_on)
    due: list[Period] = []
    while period := next_period(cursor, through_on):
        charged = charged_period(period, starts_on, ends_on)
        if charged is None:
            break
        due.append(charged)
        cursor = charged.ends_on
    return due


def due_lines(subscription: Subscription, through_on: date) -> list[DueLine]:
    """Return the invoice lines that the run makes for a subscription, oldest first.

    Each day is charged by its own term, so a month has a line for each term in it. The lines are the same
    whether the run is started every month or once for all of them. After it `billed_through_on` is the end of
    the last line's period. A fee of 0 gives lines of 0.
    """
    lines: list[DueLine] = []
    for period in due_months(
        subscription.starts_on, subscription.billed_through_on, subscription.ends_on, through_on
    ):
        rate = vat_rate_for(subscription.regime, period)
        lines += [line for term in subscription.terms if (line := _line_of(term, period, rate))]
    return lines


def _line_of(term: Term, period: Period, rate: int) -> DueLine | None:
    charged = charged_period(period, term.starts_on, term.ends_on)
    amounts = line_for(
        term.fee_minor,
        vat_included=term.vat_included,
        vat_rate_bp=rate,
        period=period,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
    )
    if charged is None or amounts is None:
        return None
    return DueLine(charged, charged.days, days_in_month(period.starts_on), rate, amounts)


def first_invoice(lines: Sequence[ContractLine]) -> list[FirstInvoiceLine]:
    """Return the lines of the first invoice (K6): one-off charges, and a full month of each fee in advance.

    An advance has no period. Charges of 0 make no line. The invoice's sum is the `total` of these lines.
    """
    made: list[FirstInvoiceLine] = []
    for position, line in enumerate(lines):
        for kind, price_minor in (
            (FirstInvoiceKind.ONE_OFF, line.one_off_minor),
            (FirstInvoiceKind.ADVANCE, line.monthly_minor),
        ):
            # A line without a price in it, as of a free setup, would only be a nought on the client's paper.
            if price_minor:
                amounts = amounts_of(
                    price_minor, vat_included=line.vat_included, vat_rate_bp=line.vat_rate_bp
                )
                made.append(FirstInvoiceLine(position, kind, amounts))
    return made


def settle_first_days(advance_minor: int, charged_minor: int) -> Settlement:
    """Return how an advance for a full month covers the first days; the rest stays as credit (D2).

    Sums are gross kopecks and nothing is rounded: settled + left is the advance, settled + owed is the
    charge. Raises ValueError for a negative sum.
    """
    if advance_minor < 0 or charged_minor < 0:
        raise ValueError("neither an advance nor a charge is negative")
    # Never below nothing: what the advance does not cover is owed, what it does not use stays as credit.
    settled = min(advance_minor, charged_minor)
    return Settlement(settled, advance_minor - settled, charged_minor - settled)


def total(amounts: Iterable[Amounts]) -> Amounts:
    """Return the sums of lines, column by column, in kopecks.

    An invoice's sum is that of its lines: VAT computed again from the sum could differ by a kopeck.
    """
    listed = list(amounts)
    return Amounts(
        net_minor=sum(amount.net_minor for amount in listed),
        vat_minor=sum(amount.vat_minor for amount in listed),
        gross_minor=sum(amount.gross_minor for amount in listed),
    )


def due_on(issued_on: date, working_days: int) -> date:
    """Return the last day to pay in time: `working_days` after the day of issue, by the calendar of T1."""
    return add_working_days(issued_on, working_days)


def is_overdue(due: date, on: date) -> bool:
    """Return whether the last day to pay has passed (B5). Due today is not overdue."""
    # «After», not «from»: on the day itself the client still pays in time. `queries.is_overdue_on` is its
    # twin in SQL.
    return on > due
