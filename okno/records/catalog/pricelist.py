"""The price list as it is read: each configuration with its cost, floor and light on a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from okno.records.catalog import amounts
from okno.records.catalog.amounts import Floor, Verdict
from okno.records.catalog.floors import formula_on, parts_of
from okno.records.catalog.models import Configuration, CostItem
from okno.records.catalog.queries import ConfigurationQuerySet


@dataclass(frozen=True, slots=True)
class Priced:
    """A configuration at its list price; sums are kopecks a month without VAT, None while unknown."""

    configuration: Configuration
    floor: Floor | None
    verdict: Verdict
    margin_bp: int | None

    @property
    def floor_minor(self) -> int | None:
        return amounts.lowest_net_minor(self.floor) if self.floor else None

    @property
    def cost_minor(self) -> int | None:
        """Rounded up, so that what is shown is never less than what it costs."""
        return -(-self.floor.cost.numerator // self.floor.cost.denominator) if self.floor else None

    @property
    def tone(self) -> str:
        """Return the colour of the traffic light: an unknown cost is a risk, not a pass."""
        return {Verdict.OK: "good", Verdict.BELOW: "bad", Verdict.UNKNOWN: "risk"}[self.verdict]


def with_costs(configurations: ConfigurationQuerySet, on: date) -> ConfigurationQuerySet:
    """Return the rows with their service and the costs in force, in three queries however many rows."""
    in_force = CostItem.objects.in_force(on)
    return configurations.select_related("service").prefetch_related(
        Prefetch("costs", queryset=in_force, to_attr="costs_in_force")
    )


def priced(configurations: Iterable[Configuration], on: date) -> list[Priced]:
    """Rows of `with_costs`, judged by the formula in force."""
    formula = formula_on(on)
    return [_priced(configuration, formula) for configuration in configurations]


def _priced(configuration: Configuration, formula: amounts.FloorFormula | None) -> Priced:
    floor = None
    if formula is not None:
        parts = parts_of(configuration.costs_in_force)  # type: ignore[attr-defined]
        floor = amounts.floor_of(parts, formula, 1, configuration.one_off_minor)
    net = configuration.monthly_minor
    verdict = amounts.verdict(net, vat_included=False, vat_rate_bp=0, floor=floor)
    margin = amounts.margin_bp(net, vat_included=False, vat_rate_bp=0, floor=floor) if floor else None
    return Priced(configuration, floor, verdict, margin)
