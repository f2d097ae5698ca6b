"""The API of the catalogue: the price list, costs, the floor formula, places."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.catalog.actions.set_cost import set_cost as set_the_cost
from okno.catalog.actions.set_coverage import set_coverage as set_the_coverage
from okno.catalog.actions.set_formula import set_formula as set_the_formula
from okno.catalog.models import Configuration, CostItem, Coverage, FloorFormula, Location, Service
from okno.catalog.permissions import can_read_costs, can_read_floors, can_read_prices
from okno.catalog.pricelist import Priced, priced, with_costs
from okno.kernel.clock import local_date
from okno.kernel.errors import Forbidden
from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Listing, Minor, listing

router = Router(tags=["catalog"])
Rate = Annotated[int, Field(strict=True, ge=0, le=100_000, description="Basis points: 1 % is 100")]
Months = Annotated[int, Field(strict=True, ge=1, le=600)]


class ConfigurationAnswer(Answer):
    """Sums are a month, without VAT. What the caller may not know is null."""

    id: int
    code: str
    name: str
    service: str
    monthly_minor: int | None
    one_off_minor: int | None
    resource_kind: str
    units: int
    setup_days: int
    is_offered: bool
    verdict: str | None
    cost_minor: int | None
    floor_minor: int | None
    margin_bp: int | None


class CostAnswer(Answer):
    id: int
    configuration_id: int
    name: str
    kind: CostItem.Kind
    amount_minor: int
    payback_months: int | None
    starts_on: date
    ends_on: date | None


class NewCost(Body):
    name: Annotated[str, Field(max_length=200)]
    kind: CostItem.Kind
    amount_minor: Minor
    starts_on: date
    payback_months: Months | None = None


class FormulaAnswer(Answer):
    version: int
    starts_on: date
    overhead_bp: int
    seller_share_bp: int
    partner_share_bp: int
    tax_bp: int
    margin_bp: int


class NewFormula(Body):
    starts_on: date
    overhead_bp: Rate
    seller_share_bp: Rate
    margin_bp: Rate
    partner_share_bp: Rate = 0
    tax_bp: Rate = 0


class CoverageAnswer(Answer):
    service_id: int
    service: str
    status: Coverage.Status

    @staticmethod
    def resolve_service(coverage: Coverage) -> str:
        return coverage.service.name


class LocationAnswer(Answer):
    id: int
    code: str
    name: str
    address: str
    coverage: list[CoverageAnswer]

    @staticmethod
    def resolve_coverage(location: Location) -> list[Coverage]:
        return list(location.coverage.all())


class NewCoverage(Body):
    service_id: Id
    status: Coverage.Status | None


def _told(row: Priced, to: Employee) -> dict[str, Any]:
    one, costs, floors = row.configuration, can_read_costs(to), can_read_floors(to)
    prices = can_read_prices(to)
    return {
        **{name: getattr(one, name) for name in ("id", "code", "name", "resource_kind", "units")},
        "setup_days": one.setup_days,
        "is_offered": one.is_offered,
        "service": one.service.name,
        "monthly_minor": one.monthly_minor if prices else None,
        "one_off_minor": one.one_off_minor if prices else None,
        "verdict": row.verdict.value if floors else None,
        "cost_minor": row.cost_minor if costs else None,
        "floor_minor": row.floor_minor if costs else None,
        "margin_bp": row.margin_bp if costs else None,
    }


@router.get("/configurations", response={200: Listing[ConfigurationAnswer], **PROBLEMS})
def configurations(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """The price list; cost and floor are for heads, prices for those who deal with money."""
    on, by = local_date(timezone.now()), caller(request)
    page = listing(with_costs(Configuration.objects.visible_to(by), on), cursor, limit)
    return {**page, "items": [_told(row, by) for row in priced(page["items"], on)]}


@router.get("/configurations/{id}", response={200: ConfigurationAnswer, **PROBLEMS})
def configuration(request: HttpRequest, id: int) -> dict[str, Any]:
    on = local_date(timezone.now())
    one = one_visible(with_costs(Configuration.objects.all(), on), request, id)
    return _told(priced([one], on)[0], caller(request))


@router.get("/configurations/{id}/costs", response={200: Listing[CostAnswer], **PROBLEMS})
def costs(request: HttpRequest, id: int, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """What it costs us, with dates; for heads alone."""
    one = one_visible(Configuration.objects, request, id)
    if not can_read_costs(caller(request)):
        raise Forbidden()
    return listing(one.costs.all(), cursor, limit)


@router.post("/configurations/{id}/set-cost", response={201: CostAnswer, **PROBLEMS})
def set_cost(request: HttpRequest, id: int, body: NewCost) -> Status[CostItem]:
    """What one unit costs us from a day; the former cost of the same name ends the day before."""
    one = one_visible(Configuration.objects, request, id)
    item = set_the_cost(configuration=one, **body.model_dump(), by=caller(request), at=timezone.now())
    return Status(201, item)


@router.get("/floor-formulas", response={200: Listing[FormulaAnswer], **PROBLEMS})
def floor_formulas(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Every version of the floor formula; rates in basis points."""
    if not can_read_floors(caller(request)):
        raise Forbidden()
    return listing(FloorFormula.objects.all(), cursor, limit)


@router.post("/floor-formulas", response={201: FormulaAnswer, **PROBLEMS})
def set_formula(request: HttpRequest, body: NewFormula) -> Status[FloorFormula]:
    """A new version from a day; never backwards."""
    return Status(201, set_the_formula(**body.model_dump(), by=caller(request), at=timezone.now()))


@router.get("/locations", response={200: Listing[LocationAnswer], **PROBLEMS})
def locations(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Places and what can be had there."""
    visible = Location.objects.visible_to(caller(request)).prefetch_related("coverage__service")
    return listing(visible, cursor, limit)


@router.post("/locations/{id}/set-coverage", response={200: LocationAnswer, **PROBLEMS})
def set_coverage(request: HttpRequest, id: int, body: NewCoverage) -> Location:
    """Whether a service can be had at this place: present, planned, or null for not there."""
    one = one_visible(Location.objects, request, id)
    service = get_object_or_404(Service, pk=body.service_id)
    statuses = {service.pk: body.status or ""}
    return set_the_coverage(location=one, statuses=statuses, by=caller(request), at=timezone.now())
