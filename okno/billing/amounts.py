"""What a service costs in a month, and what is due: the rule of the billing run in readable lines.

`billing/runs.py` says the same in SQL for all services at once; a property test holds the two equal.

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

from okno.kernel.dates import Period, days_in_month, month_of
from okno.kernel.money import div_half_up
from okno.kernel.vat import Amounts, VatRegime, from_gross, from_net, rate_bp
from okno.kernel.workdays import add_working_days

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RunningService:
    """What the run needs to know of a service; the fee is kopecks a month for the whole line."""

    fee_minor: int
    vat_included: bool
    regime: VatRegime
    starts_on: date
    billed_through_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class DueLine:
    """One line of a monthly invoice: the days it is for, and the sums."""

    period: Period
    days: int
    days_in_month: int
    vat_rate_bp: int
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A line as the contract has it, in kopecks for the whole line; the rate is the day of issue's."""

    one_off_minor: int
    monthly_minor: int
    vat_included: bool
    vat_rate_bp: int


class FirstInvoiceKind(StrEnum):
    ONE_OFF = "one_off"
    ADVANCE = "advance"


@dataclass(frozen=True, slots=True)
class FirstInvoiceLine:
    """`position` is the place of the contract's line, from 0."""

    position: int
    kind: FirstInvoiceKind
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the advance covered of the first days, what of it is left, and what it could not cover."""

    settled_minor: int
    credit_left_minor: int
    still_owed_minor: int


def amounts_of(price_minor: int, *, vat_included: bool, vat_rate_bp: int) -> Amounts:
    """Net, VAT and gross of a price in kopecks; VAT half up, the third figure by subtraction or addition."""
    return from_gross(price_minor, vat_rate_bp) if vat_included else from_net(price_minor, vat_rate_bp)


def vat_rate_for(regime: VatRegime, period: Period) -> int:
    """Basis points of VAT for a period: the rate of its last day (B2: December 2025 20 %, then 22 %)."""
    return rate_bp(regime, period.ends_on)


def charged_period(period: Period, starts_on: date, ends_on: date | None) -> Period | None:
    """The part of a period in which the service runs, both ends included; None when it does not."""
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
    """What a service costs in a month, or in a part of one: the full fee, or fee × days ÷ days of the month.

    Kopecks; the charge is rounded once, half up, in the price's own terms, then VAT once (see the table
    above). None when the service does not run in the period. Source: B1, D2.
    Errors: ValueError for a period that leaves its month, or a negative fee.
    """
    if period_fee_minor < 0:
        raise ValueError("a fee is never negative")
    if period.ends_on > month_of(period.starts_on).ends_on:
        raise ValueError("a line is for days of one calendar month")
    charged = charged_period(period, starts_on, ends_on)
    if charged is None:
        return None
    charge_minor = div_half_up(period_fee_minor * charged.days, days_in_month(period.starts_on))
    return amounts_of(charge_minor, vat_included=vat_included, vat_rate_bp=vat_rate_bp)


def next_period(billed_through_on: date, through_on: date) -> Period | None:
    """The days to bill after `billed_through_on`, to the end of that month, if it ends by `through_on`.

    A month is billed whole or not yet, so running through 15 October bills September and leaves October.
    """
    first = billed_through_on + ONE_DAY
    last = month_of(first).ends_on
    return Period(first, last) if last <= through_on else None


def due_months(
    starts_on: date, billed_through_on: date | None, ends_on: date | None, through_on: date
) -> list[Period]:
    """The periods a service is to be billed for, oldest first: at most one to a calendar month.

    The first may begin, and the last may end, inside its month. Nothing up to `billed_through_on`, before
    `starts_on` or after `ends_on`: no month twice, and a terminated line bills no more (B2, complaint 7).
    """
    before = starts_on - ONE_DAY
    cursor = before if billed_through_on is None else max(before, billed_through_on)
    due: list[Period] = []
    while period := next_period(cursor, through_on):
        charged = charged_period(period, starts_on, ends_on)
        if charged is None:
            break
        due.append(charged)
        cursor = charged.ends_on
    return due


def due_lines(service: RunningService, through_on: date) -> list[DueLine]:
    """The lines that the run makes for a service, oldest first; month by month or at once, the same ones.

    After the run `billed_through_on` is the end of the last line's period. A fee of 0 gives lines of 0.
    """
    lines: list[DueLine] = []
    for period in due_months(service.starts_on, service.billed_through_on, service.ends_on, through_on):
        rate = vat_rate_for(service.regime, period)
        amounts = line_for(
            service.fee_minor,
            vat_included=service.vat_included,
            vat_rate_bp=rate,
            period=period,
            starts_on=service.starts_on,
            ends_on=service.ends_on,
        )
        if amounts is not None:
            lines.append(DueLine(period, period.days, days_in_month(period.starts_on), rate, amounts))
    return lines


def first_invoice(lines: Sequence[ContractLine]) -> list[FirstInvoiceLine]:
    """The first invoice (K6): each line's one-off charge, and a full month as an advance with no period.

    Charges of 0 make no line. The invoice's sum is `total` of the lines' amounts.
    """
    made: list[FirstInvoiceLine] = []
    for position, line in enumerate(lines):
        for kind, price_minor in (
            (FirstInvoiceKind.ONE_OFF, line.one_off_minor),
            (FirstInvoiceKind.ADVANCE, line.monthly_minor),
        ):
            if price_minor:
                amounts = amounts_of(
                    price_minor, vat_included=line.vat_included, vat_rate_bp=line.vat_rate_bp
                )
                made.append(FirstInvoiceLine(position, kind, amounts))
    return made


def settle_first_days(advance_minor: int, charged_minor: int) -> Settlement:
    """Settle the first days from the advance paid for a full month; the rest of it stays as credit (D2).

    Gross kopecks, nothing rounded: settled + left is the advance, settled + owed is the charge.
    Errors: ValueError for a negative sum.
    """
    if advance_minor < 0 or charged_minor < 0:
        raise ValueError("neither an advance nor a charge is negative")
    settled = min(advance_minor, charged_minor)
    return Settlement(settled, advance_minor - settled, charged_minor - settled)


def total(amounts: Iterable[Amounts]) -> Amounts:
    """The sum of an invoice is the sum of its lines, column by column; nothing is computed again from it."""
    listed = list(amounts)
    return Amounts(
        net_minor=sum(one.net_minor for one in listed),
        vat_minor=sum(one.vat_minor for one in listed),
        gross_minor=sum(one.gross_minor for one in listed),
    )


def due_on(issued_on: date, working_days: int) -> date:
    """The last day to pay in time: so many working days after the day of issue (T1's calendar)."""
    return add_working_days(issued_on, working_days)


def is_overdue(due: date, on: date) -> bool:
    """Due today is not overdue (B5)."""
    return on > due
