"""Service months, the fee at the end of each, and receipts without VAT, as bonuses count them (E2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okno.ground.kernel.dates import add_months, service_months
from okno.ground.kernel.money import div_half_up


@dataclass(frozen=True, slots=True)
class FeeChange:
    """A change of the monthly fee: from this day it is `fee_minor`, in kopecks without VAT."""

    from_on: date
    fee_minor: int


def after_service_months(starts_on: date, count: int = 3) -> date:
    """Return the first day after so many service months: the second part is due, upkeep begins to count (E2).

    A service month runs from the start day to the eve of the same day next month; a service that began
    on 12 October has passed three on 12 January.
    """
    return add_months(starts_on, count)


def fees_of_service_months(
    starts_on: date, changes: Sequence[FeeChange], ended_on: date | None = None, count: int = 3
) -> tuple[int, ...]:
    """Return the fee of each of the first service months: the fee in force at its end, 0 after leaving (E2).

    Kopecks without VAT. `ended_on` is the last day of service: a month that ends on this day still counts.
    `changes` may come in any order; before the first of them the fee is 0. Part months of invoices play no
    role here.
    """
    in_order = sorted(changes, key=lambda change: change.from_on)
    fees = []
    for month in service_months(starts_on, count):
        gone = ended_on is not None and ended_on < month.ends_on
        fees_so_far = [change.fee_minor for change in in_order if change.from_on <= month.ends_on]
        fees.append(fees_so_far[-1] if fees_so_far and not gone else 0)
    return tuple(fees)


def net_received(before_minor: int, now_minor: int, *, net_minor: int, gross_minor: int) -> int:
    """Return the part of an allocation without VAT, in kopecks, when an invoice is paid in parts.

    `before_minor` was allocated to the invoice earlier, `now_minor` is this allocation (negative for a
    refund), `net_minor` and `gross_minor` are the invoice's. It is the share of all received so far, half up,
    less the share of everything before: parts sum to the invoice's net when it is paid in full.
    ValueError for an invoice of nothing, or more received than invoiced.
    """
    after_minor = before_minor + now_minor
    if gross_minor <= 0 or not (0 <= before_minor <= gross_minor and 0 <= after_minor <= gross_minor):
        raise ValueError("what is received of an invoice lies between nothing and its sum")
    # Rounded as a running total: the parts of an invoice paid in ten payments add up to its net.
    through_now = div_half_up(after_minor * net_minor, gross_minor)
    return through_now - div_half_up(before_minor * net_minor, gross_minor)
