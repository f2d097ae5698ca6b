"""Time and money as pay sees them (E2): service months, the fee at the end of each, receipts without VAT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okno.kernel.dates import add_months, service_months
from okno.kernel.money import div_half_up


@dataclass(frozen=True, slots=True)
class FeeChange:
    """From this day the monthly fee without VAT is this, in kopecks."""

    from_on: date
    fee_minor: int


def after_service_months(starts_on: date, count: int = 3) -> date:
    """The first day after so many service months: the second part is due, upkeep begins to count.

    A service month runs from the start day to the eve of the same day next month; a service that began
    on 12 October has passed three on 12 January. Source: E2.
    """
    return add_months(starts_on, count)


def fees_of_service_months(
    starts_on: date, changes: Sequence[FeeChange], ended_on: date | None = None, count: int = 3
) -> tuple[int, ...]:
    """The fee of each of the first service months: the one in force at its end, 0 after leaving (E2).

    Kopecks without VAT. `ended_on` is the last day of service: a month whose last day it is still counts.
    `changes` may come in any order; before the first of them the fee is 0. The part month of billing
    has no place here.
    """
    in_order = sorted(changes, key=lambda change: change.from_on)
    fees = []
    for month in service_months(starts_on, count):
        gone = ended_on is not None and ended_on < month.ends_on
        known = [change.fee_minor for change in in_order if change.from_on <= month.ends_on]
        fees.append(known[-1] if known and not gone else 0)
    return tuple(fees)


def net_received(before_minor: int, now_minor: int, *, net_minor: int, gross_minor: int) -> int:
    """How much of a payment is without VAT, in kopecks, when an invoice is paid in parts.

    `before_minor` was allocated to the invoice earlier, `now_minor` is this allocation (negative for a
    refund), `net_minor` and `gross_minor` are the invoice's. The share of all received so far, half up,
    less the share of what was received before: parts sum to the invoice's net when it is paid in full.
    Errors: ValueError for an invoice of nothing, or more received than invoiced.
    """
    after_minor = before_minor + now_minor
    if gross_minor <= 0 or not (0 <= before_minor <= gross_minor and 0 <= after_minor <= gross_minor):
        raise ValueError("what is received of an invoice lies between nothing and its sum")
    through_now = div_half_up(after_minor * net_minor, gross_minor)
    return through_now - div_half_up(before_minor * net_minor, gross_minor)
