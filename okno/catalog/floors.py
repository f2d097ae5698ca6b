"""Cost and floor of a configuration on a date: rows, told to the arithmetic of amounts.py."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from okno.catalog import amounts
from okno.catalog.amounts import CostKind, CostPart, Floor
from okno.catalog.models import Configuration, CostItem, FloorFormula


def formula_on(on: date) -> amounts.FloorFormula | None:
    """The version of the formula in force on a date; None before the first."""
    row = FloorFormula.objects.filter(starts_on__lte=on).order_by("-starts_on").first()
    return told(row) if row else None


def told(row: FloorFormula) -> amounts.FloorFormula:
    """A version as the arithmetic takes it."""
    return amounts.FloorFormula(
        version=row.version,
        overhead_bp=row.overhead_bp,
        seller_share_bp=row.seller_share_bp,
        partner_share_bp=row.partner_share_bp,
        margin_bp=row.margin_bp,
        tax_bp=row.tax_bp,
    )


def cost_parts(configuration: Configuration, on: date) -> list[CostPart] | None:
    """What one unit costs on a date, without VAT; None when no cost is in force: the cost is unknown (S3)."""
    return parts_of(configuration.costs.in_force(on))


def parts_of(items: Iterable[CostItem]) -> list[CostPart] | None:
    parts = [CostPart(CostKind(item.kind), item.amount_minor, item.payback_months) for item in items]
    return parts or None


def floor_on(
    configuration: Configuration, on: date, *, quantity: int = 1, one_off_net: Fraction | int = 0
) -> Floor | None:
    """The floor a month, without VAT, of so many units; None is "cost unknown", which never passes (S3).

    Without a formula in force nobody said how low one may go, so the floor is as unknown as without a cost.
    """
    formula = formula_on(on)
    if formula is None:
        return None
    return amounts.floor_of(cost_parts(configuration, on), formula, quantity, one_off_net)
