"""The formula in figures: S3's example, computed by the formula in force."""

from dataclasses import dataclass

from okno.catalog.amounts import CostKind, CostPart, FloorFormula, floor_of, lowest_net_minor
from okno.kernel.money import div_half_up

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
    """A cost of 6,000.00 a month and an outlay of 24,000.00 over 12 months, one unit (S3)."""
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
