"""A new version of the floor formula from a day; never backwards (S3)."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.money import BASIS_POINTS
from okno.records.catalog.events import FormulaSet
from okno.records.catalog.models import FloorFormula
from okno.records.catalog.permissions import can_set_formula


@action
def set_formula(
    *,
    starts_on: date,
    overhead_bp: int,
    seller_share_bp: int,
    margin_bp: int,
    partner_share_bp: int = 0,
    tax_bp: int = 0,
    by: Actor,
    at: datetime,
) -> FloorFormula:
    """Overheads are a part of the monthly cost, the rest are parts of the price, all in basis points."""
    allow(can_set_formula(by))
    last = FloorFormula.objects.select_for_update().order_by("-starts_on").first()
    if last is not None and starts_on <= last.starts_on:
        raise Invalid(
            starts_on=_("Version {version} is in force from {starts_on}; choose a later day.").format(
                version=last.version, starts_on=date_format(last.starts_on)
            )
        )
    if last is not None and starts_on < local_date(at):
        raise Invalid(starts_on=_("A formula is not changed backwards: choose today or a later day."))
    shares = (seller_share_bp, partner_share_bp, tax_bp, margin_bp)
    if overhead_bp < 0 or min(shares) < 0:
        raise Invalid(overhead_bp=_("A rate is never negative."))
    if sum(shares) >= BASIS_POINTS:
        raise Invalid(margin_bp=_("Shares, tax and margin together leave nothing of the price for the cost."))
    formula = FloorFormula.objects.create(
        version=last.version + 1 if last else 1,
        starts_on=starts_on,
        overhead_bp=overhead_bp,
        seller_share_bp=seller_share_bp,
        partner_share_bp=partner_share_bp,
        tax_bp=tax_bp,
        margin_bp=margin_bp,
    )
    record(FormulaSet, subject=formula, by=by, at=at, version=formula.version, starts_on=starts_on)
    return formula
