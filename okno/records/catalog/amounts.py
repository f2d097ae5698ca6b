"""The floor price (S3): what a line must bring in a month so that the company does not lose by it.

    floor = (monthly cost × (1 + overheads) + outlay ÷ months of payback)
            ÷ (1 − seller's share − partner's share − tax − margin)

The shares, the turnover tax and the margin are parts of the price itself, so they stand below the line.
The worked example of S3: (6,000 × 1.10 + 24,000 ÷ 12) ÷ (1 − 0.05 − 0.15) = 10,750.00 a month without VAT.

Everything here is exact: the floor stays a fraction, a verdict multiplies crosswise and never divides.
Only the figures for the screen are rounded, and always to the side where the shown figure still holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from okno.ground.kernel.money import BASIS_POINTS, div_half_up


class CostKind(StrEnum):
    MONTHLY = "monthly"
    OUTLAY = "outlay"


class Verdict(StrEnum):
    OK = "ok"
    BELOW = "below"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CostPart:
    """One cost of a configuration, without VAT, in kopecks; an amount of None is a cost nobody knows yet.

    An outlay without months of its own is paid back over the formula's months. A part that is not
    per unit (the cable to the building) is counted once however many units are sold.
    """

    kind: CostKind
    amount_minor: int | None
    payback_months: int | None = None
    per_unit: bool = True

    def __post_init__(self) -> None:
        if self.amount_minor is not None and self.amount_minor < 0:
            raise ValueError("a cost is never negative")
        if self.payback_months is not None and self.payback_months < 1:
            raise ValueError("an outlay is paid back over one month at least")


@dataclass(frozen=True, slots=True)
class FloorFormula:
    """One version of the formula that management set: overheads on monthly cost, the rest on the price."""

    version: int
    overhead_bp: int
    seller_share_bp: int
    partner_share_bp: int
    margin_bp: int
    tax_bp: int = 0
    payback_months: int = 12

    def __post_init__(self) -> None:
        shares = (self.seller_share_bp, self.partner_share_bp, self.margin_bp, self.tax_bp)
        if self.overhead_bp < 0 or min(shares) < 0:
            raise ValueError("a rate is never negative")
        # The floor divides by what is left: with nothing left no price would ever be high enough.
        if sum(shares) >= BASIS_POINTS:
            raise ValueError("shares, tax and margin together leave nothing of the price for the cost")
        if self.payback_months < 1:
            raise ValueError("an outlay is paid back over one month at least")

    @property
    def given_away_bp(self) -> int:
        """Basis points of the price that go to the seller, the partner and the tax office."""
        return self.seller_share_bp + self.partner_share_bp + self.tax_bp

    @property
    def left_for_cost_bp(self) -> int:
        return BASIS_POINTS - self.given_away_bp - self.margin_bp


@dataclass(frozen=True, slots=True)
class Floor:
    """A known floor and what it is made of: kopecks a month for the whole line, without VAT, exact."""

    formula: FloorFormula
    monthly: Fraction
    overhead: Fraction
    payback: Fraction

    @property
    def cost(self) -> Fraction:
        """Return the cost of a month: monthly cost, overheads, and the part of the outlay paid back in it."""
        return self.monthly + self.overhead + self.payback

    @property
    def price(self) -> Fraction:
        return self.cost * BASIS_POINTS / self.formula.left_for_cost_bp

    @property
    def numerator(self) -> int:
        return self.price.numerator

    @property
    def denominator(self) -> int:
        return self.price.denominator


def net_of(price_minor: int, *, vat_included: bool, vat_rate_bp: int) -> Fraction:
    """Return the exact price without VAT, in kopecks, unrounded; `vat_rate_bp` 0 means no VAT.

    Raises ValueError for a negative rate.
    """
    if vat_rate_bp < 0:
        raise ValueError("a rate of VAT is never negative")
    return (
        Fraction(price_minor * BASIS_POINTS, BASIS_POINTS + vat_rate_bp)
        if vat_included
        else Fraction(price_minor)
    )


def floor_of(
    parts: Sequence[CostPart] | None,
    formula: FloorFormula,
    quantity: int = 1,
    one_off_net: Fraction | int = 0,
) -> Floor | None:
    """Return the floor of a line of `quantity` units, kopecks a month without VAT; None for an unknown cost
    (S3).

    The cost is unknown when there are no parts at all, or when the amount of any part is unknown. What truly
    costs nothing says so by a part of 0. `one_off_net` is the line's one-off price without VAT (`net_of`): it
    covers the outlays in equal proportion before they are paid back monthly, never below zero, and what
    exceeds them does not cheapen the month. Nothing is rounded. Raises ValueError for a quantity under 1 or a
    negative one-off price.
    """
    if quantity < 1 or one_off_net < 0:
        raise ValueError("a line has one unit at least, and its one-off price is not negative")
    if not parts:
        return None
    monthly = outlay = payback = Fraction(0)
    for part in parts:
        # One unknown cost makes the whole unknown: a floor without it would let a loss pass as a profit.
        if part.amount_minor is None:
            return None
        amount = part.amount_minor * (quantity if part.per_unit else 1)
        if part.kind == CostKind.MONTHLY:
            monthly += amount
        else:
            outlay += amount
            payback += Fraction(amount, part.payback_months or formula.payback_months)
    if outlay:
        # What the client pays at the start is paid back already; more than the outlay lowers nothing else.
        payback *= max(Fraction(0), 1 - one_off_net / outlay)
    return Floor(formula, monthly, monthly * formula.overhead_bp / BASIS_POINTS, payback)


def verdict(price_minor: int, *, vat_included: bool, vat_rate_bp: int, floor: Floor | None) -> Verdict:
    """May a line be sold at this monthly price (kopecks for the whole line)? Source: S3, guard 1.

    Exact: both sides are multiplied crosswise, nothing is divided or rounded, so a price with VAT inside
    and the same price without get one answer. A floor of None is UNKNOWN, which is a refusal.
    """
    if floor is None:
        return Verdict.UNKNOWN
    net = net_of(price_minor, vat_included=vat_included, vat_rate_bp=vat_rate_bp)
    # Multiplied crosswise: two exact fractions are compared without a division, and so without rounding.
    passes = net.numerator * floor.denominator >= floor.numerator * net.denominator
    return Verdict.OK if passes else Verdict.BELOW


def lowest_net_minor(floor: Floor) -> int:
    """Return the lowest price without VAT that passes, kopecks, rounded up: a kopeck less is refused."""
    return _ceil(floor.price)


def lowest_gross_minor(floor: Floor, vat_rate_bp: int) -> int:
    """Return the lowest price with VAT inside that passes, kopecks, rounded up: a kopeck less is refused."""
    return _ceil(floor.price * (BASIS_POINTS + vat_rate_bp) / BASIS_POINTS)


def margin_bp(price_minor: int, *, vat_included: bool, vat_rate_bp: int, floor: Floor) -> int | None:
    """Return the margin of a monthly price: what is left after cost, shares and tax, in basis points of the
    net price.

    Rounded down, so that the margin on screen reaches the formula's margin exactly when the price passes.
    Negative when the line loses money; None for a price of zero or below, which has no margin.
    """
    net = net_of(price_minor, vat_included=vat_included, vat_rate_bp=vat_rate_bp)
    if net <= 0:
        return None
    left = net - floor.cost - net * floor.formula.given_away_bp / BASIS_POINTS
    share = left * BASIS_POINTS / net
    # Rounded down: a share rounded up would promise what the price does not leave.
    return share.numerator // share.denominator


# Fractions until here: the floor is rounded once, upwards, so that it is never below the cost (S3).
def _ceil(amount: Fraction) -> int:
    return -(-amount.numerator // amount.denominator)


COST_MINOR, OUTLAY_MINOR, MONTHS = 600_000, 2_400_000, 12


@dataclass(frozen=True, slots=True)
class Example:
    """Kopecks; rounded half up for reading, the floor itself rounded up as it holds."""

    cost_minor: int
    overhead_minor: int
    outlay_minor: int
    months: int
    payback_minor: int
    whole_minor: int
    left_bp: int
    floor_minor: int
    refused_minor: int


def worked_example(formula: FloorFormula) -> Example:
    """Return the example of the help: a cost of 6,000.00 a month, an outlay of 24,000.00 over 12 months
    (S3).
    """
    parts = [CostPart(CostKind.MONTHLY, COST_MINOR), CostPart(CostKind.OUTLAY, OUTLAY_MINOR, MONTHS)]
    floor = floor_of(parts, formula)
    if floor is None:
        raise ValueError("the example has a cost")
    floor_minor = lowest_net_minor(floor)
    return Example(
        cost_minor=COST_MINOR,
        overhead_minor=div_half_up(floor.overhead.numerator, floor.overhead.denominator),
        outlay_minor=OUTLAY_MINOR,
        months=MONTHS,
        payback_minor=div_half_up(floor.payback.numerator, floor.payback.denominator),
        whole_minor=div_half_up(floor.cost.numerator, floor.cost.denominator),
        left_bp=formula.left_for_cost_bp,
        floor_minor=floor_minor,
        refused_minor=floor_minor - 1,
    )
