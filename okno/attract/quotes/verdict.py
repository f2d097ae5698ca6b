"""Guard 1 on a line: its price against its floor, exactly (S3)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from okno.attract.quotes.models import Quote, QuoteLine
from okno.ground.kernel.fingerprint import fingerprint
from okno.ground.kernel.vat import VatRegime, rate_bp
from okno.records.catalog import amounts
from okno.records.catalog.amounts import CostPart, Floor, FloorFormula, Verdict
from okno.records.catalog.floors import cost_parts, formula_on
from okno.team.people.models import Role


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """Kopecks a month for the whole line; `lowest_minor` has VAT inside when the quote's prices have."""

    verdict: Verdict
    net: Fraction
    floor: Floor | None
    lowest_minor: int | None
    margin_bp: int | None

    @property
    def at_a_loss(self) -> bool:
        """Return whether cost, shares and tax eat more than the price brings."""
        return self.margin_bp is None or self.margin_bp < 0

    @property
    def cost_minor(self) -> int | None:
        """Return the cost of a month in kopecks, rounded up; None when it is unknown."""
        # Minus twice, to round up: the cost that is shown is never less than the cost.
        return None if self.floor is None else -(-self.floor.cost.numerator // self.floor.cost.denominator)


def vat_rate(quote: Quote, on: date) -> int:
    """Return the seller's rate of VAT on a date, in basis points."""
    return rate_bp(VatRegime(quote.seller.vat_regime), on)


def line_verdict(line: QuoteLine, on: date) -> LineVerdict:
    """Return how the line's monthly price stands to its floor on a date; an unknown cost never passes
    (complaint 2).
    """
    return verdict_of(line, on, cost_parts(line.configuration, on), formula_on(on))


def verdict_of(
    line: QuoteLine, on: date, parts: list[CostPart] | None, formula: FloorFormula | None
) -> LineVerdict:
    """Return the verdict for a cost and a formula read before; without either the floor is unknown."""
    inside, rate = line.quote.vat_included, vat_rate(line.quote, on)
    # What the client pays at the start lowers the outlay that the monthly price must pay back.
    one_off = amounts.net_of(line.quantity * line.one_off_minor, vat_included=inside, vat_rate_bp=rate)
    floor = margin = None
    if formula is not None:
        floor = amounts.floor_of(parts, formula, line.quantity, one_off)
    if floor is not None:
        margin = amounts.margin_bp(line.price_minor, vat_included=inside, vat_rate_bp=rate, floor=floor)
    return LineVerdict(
        verdict=amounts.verdict(line.price_minor, vat_included=inside, vat_rate_bp=rate, floor=floor),
        net=amounts.net_of(line.price_minor, vat_included=inside, vat_rate_bp=rate),
        floor=floor,
        lowest_minor=_lowest(floor, inside, rate),
        margin_bp=margin,
    )


def _lowest(floor: Floor | None, vat_included: bool, rate: int) -> int | None:
    if floor is None:
        return None
    return amounts.lowest_gross_minor(floor, rate) if vat_included else amounts.lowest_net_minor(floor)


def price_fingerprint(line: QuoteLine, seen: LineVerdict) -> str:
    """Return a hash of what the approver of a price sees: the line, what it brings, its cost and its floor.

    A cost that rises after the approval makes another, so that no approval covers a loss that was not on
    screen.
    """
    # The cost and the floor too: a yes was given seeing them, and a dearer cost is another question (Q2).
    figures = [seen.net, seen.floor.cost, seen.floor.price] if seen.floor else []
    return fingerprint(
        {
            "line": line.fingerprint(),
            "figures": [[figure.numerator, figure.denominator] for figure in figures],
        }
    )


def price_deciders(seen: LineVerdict) -> list[str]:
    """Return the roles that may approve the price: at a loss the owner alone (Q3)."""
    # Selling at a loss is the owner's money, and no head's to give away.
    return [Role.OWNER.value] if seen.at_a_loss else [Role.HEAD_OF_SALES.value, Role.OWNER.value]
