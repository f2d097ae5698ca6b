"""Sums of a quote: lines, VAT by the rate of the day, totals (Q1). Imports no Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from okno.ground.kernel.vat import Amounts, from_gross, from_net

ZERO = Amounts(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Sums:
    """What is paid every month and what is paid once, in kopecks."""

    monthly: Amounts
    one_off: Amounts

    @property
    def first_minor(self) -> int:
        """Return what the first invoice asks for, with VAT: one-off charges plus one full month (K6)."""
        return self.monthly.gross_minor + self.one_off.gross_minor


def line_sums(
    *, quantity: int, monthly_minor: int, one_off_minor: int, vat_included: bool, rate_bp: int
) -> Sums:
    """Return the sums of a line of `quantity` units at prices per unit, kopecks.

    `vat_included` says whether the prices have VAT inside. The tax of the line is rounded once, half up.
    """
    split = from_gross if vat_included else from_net
    return Sums(split(quantity * monthly_minor, rate_bp), split(quantity * one_off_minor, rate_bp))


def total_sums(lines: Iterable[Sums]) -> Sums:
    """Return the sums of a whole quote: lines added up, so that adding the column gives the total."""
    monthly = one_off = ZERO
    for line in lines:
        monthly, one_off = _plus(monthly, line.monthly), _plus(one_off, line.one_off)
    return Sums(monthly, one_off)


def _plus(a: Amounts, b: Amounts) -> Amounts:
    return Amounts(a.net_minor + b.net_minor, a.vat_minor + b.vat_minor, a.gross_minor + b.gross_minor)
