"""Cost and floor of a configuration on a date: rows, read for the arithmetic of amounts.py."""

from collections.abc import Iterable
from datetime import date

from okno.records.catalog import amounts
from okno.records.catalog.amounts import CostKind, CostPart
from okno.records.catalog.models import Configuration, CostItem, FloorFormula


def formula_on(on: date) -> amounts.FloorFormula | None:
    """Return the version of the formula in force on a date; None before the first."""
    row = FloorFormula.objects.filter(starts_on__lte=on).order_by("-starts_on").first()
    return version_of(row) if row else None


def version_of(row: FloorFormula) -> amounts.FloorFormula:
    """Return a stored version as the arithmetic takes it."""
    return amounts.FloorFormula(
        version=row.version,
        overhead_bp=row.overhead_bp,
        seller_share_bp=row.seller_share_bp,
        partner_share_bp=row.partner_share_bp,
        margin_bp=row.margin_bp,
        tax_bp=row.tax_bp,
    )


def cost_parts(configuration: Configuration, on: date) -> list[CostPart] | None:
    """Return the cost of a unit on a date, without VAT; None when none is in force: it is unknown (S3)."""
    return parts_of(configuration.costs.in_force(on))


def parts_of(items: Iterable[CostItem]) -> list[CostPart] | None:
    parts = [CostPart(CostKind(item.kind), item.amount_minor, item.payback_months) for item in items]
    return parts or None
