"""The API of the catalogue: the price list, costs, the floor formula, places."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Listing, Minor, listing
from okno.records.catalog.actions.set_cost import set_cost
from okno.records.catalog.actions.set_coverage import set_coverage
from okno.records.catalog.actions.set_formula import set_formula
from okno.records.catalog.models import (
    Configuration,
    CostItem,
    CostItemKind,
    Coverage,
    CoverageStatus,
    FloorFormula,
    Location,
    Service,
)
from okno.records.catalog.permissions import can_read_costs, can_read_floors, can_read_prices
from okno.records.catalog.pricelist import Priced, priced, with_costs
from okno.team.people.models import Employee

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


class CostItemAnswer(Answer):
    id: int
    configuration_id: int
    name: str
    kind: CostItemKind
    amount_minor: int
    payback_months: int | None
    starts_on: date
    ends_on: date | None


class SetCostBody(Body):
    name: Annotated[str, Field(max_length=200)]
    kind: CostItemKind
    amount_minor: Minor
    starts_on: date
    payback_months: Months | None = None


class FloorFormulaAnswer(Answer):
    version: int
    starts_on: date
    overhead_bp: int
    seller_share_bp: int
    partner_share_bp: int
    tax_bp: int
    margin_bp: int


class SetFormulaBody(Body):
    starts_on: date
    overhead_bp: Rate
    seller_share_bp: Rate
    margin_bp: Rate
    partner_share_bp: Rate = 0
    tax_bp: Rate = 0


class CoverageAnswer(Answer):
    service_id: int
    service: str
    status: CoverageStatus

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


class SetCoverageBody(Body):
    service_id: Id
    status: CoverageStatus | None


def _told(row: Priced, to: Employee) -> dict[str, Any]:
    configuration, costs, floors = (
        row.configuration,
        can_read_costs(actor_of(to)),
        can_read_floors(actor_of(to)),
    )
    prices = can_read_prices(actor_of(to))
    return {
        **{name: getattr(configuration, name) for name in ("id", "code", "name", "resource_kind", "units")},
        "setup_days": configuration.setup_days,
        "is_offered": configuration.is_offered,
        "service": configuration.service.name,
        "monthly_minor": configuration.monthly_minor if prices else None,
        "one_off_minor": configuration.one_off_minor if prices else None,
        "verdict": row.verdict.value if floors else None,
        "cost_minor": row.cost_minor if costs else None,
        "floor_minor": row.floor_minor if costs else None,
        "margin_bp": row.margin_bp if costs else None,
    }


@router.get("/configurations", response={200: Listing[ConfigurationAnswer], **PROBLEMS})
def list_configurations(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the price list; cost and floor are for heads, prices for those who deal with money."""
    on, by = local_date(timezone.now()), actor(request)
    page = listing(with_costs(Configuration.objects.visible_to(by.employee), on), cursor, limit)
    return {**page, "items": [_told(row, by.employee) for row in priced(page["items"], on)]}


@router.get("/configurations/{id}", response={200: ConfigurationAnswer, **PROBLEMS})
def get_configuration(request: HttpRequest, id: int) -> dict[str, Any]:
    on = local_date(timezone.now())
    configuration = get_visible_or_404(with_costs(Configuration.objects.all(), on), request, id)
    return _told(priced([configuration], on)[0], caller(request))


@router.get("/configurations/{id}/costs", response={200: Listing[CostItemAnswer], **PROBLEMS})
def list_costs(request: HttpRequest, id: int, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the costs of a configuration with their dates; for heads alone."""
    configuration = get_visible_or_404(Configuration.objects, request, id)
    allow(can_read_costs(actor(request)))
    return listing(configuration.costs.all(), cursor, limit)


@router.post("/configurations/{id}/set-cost", response={201: CostItemAnswer, **PROBLEMS})
def set_cost_api(request: HttpRequest, id: int, body: SetCostBody) -> Status[CostItem]:
    """Set the cost of one unit from a day; the former cost of the same name ends the day before."""
    configuration = get_visible_or_404(Configuration.objects, request, id)
    item = set_cost(configuration=configuration, **body.model_dump(), by=actor(request), at=timezone.now())
    return Status(201, item)


@router.get("/floor-formulas", response={200: Listing[FloorFormulaAnswer], **PROBLEMS})
def list_floor_formulas(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List every version of the floor formula; rates in basis points."""
    allow(can_read_floors(actor(request)))
    return listing(FloorFormula.objects.all(), cursor, limit)


@router.post("/floor-formulas", response={201: FloorFormulaAnswer, **PROBLEMS})
def set_formula_api(request: HttpRequest, body: SetFormulaBody) -> Status[FloorFormula]:
    """Add a version of the floor formula from a day, never earlier than the last one."""
    return Status(201, set_formula(**body.model_dump(), by=actor(request), at=timezone.now()))


@router.get("/locations", response={200: Listing[LocationAnswer], **PROBLEMS})
def list_locations(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Places and what can be had there."""
    visible = Location.objects.visible_to(caller(request)).prefetch_related("coverage__service")
    return listing(visible, cursor, limit)


@router.post("/locations/{id}/set-coverage", response={200: LocationAnswer, **PROBLEMS})
def set_coverage_api(request: HttpRequest, id: int, body: SetCoverageBody) -> Location:
    """Set whether a service can be had at this place: present, planned, or null for not there."""
    location = get_visible_or_404(Location.objects, request, id)
    service = get_object_or_404(Service, pk=body.service_id)
    statuses = {service.pk: body.status or ""}
    return set_coverage(location=location, statuses=statuses, by=actor(request), at=timezone.now())
