"""The API of the plan, of what was thought of it, and of what may have to be delivered."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR, parse_month
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.access import actor, caller
from okno.ground.ui.api import PROBLEMS, Answer
from okno.money.plans.amounts import Cell
from okno.money.plans.forecast import ForecastPoint, forecast_history
from okno.money.plans.models import PlanSpan, SalesPlan
from okno.money.plans.scopes import PlanScope, period_of, visible_scopes
from okno.read.reports.permissions import can_see_volumes
from okno.read.reports.plan import PersonRow, chosen, plan_report
from okno.read.reports.volumes import ResourceRow, Volume, volumes_of
from okno.team.people.models import Employee

router = Router()
Of = Annotated[str, Field(max_length=40, description="company, team-7 (of head 7) or person-7; else yours")]
Month = Annotated[str, Field(pattern="^[0-9]{4}-(0[1-9]|1[0-2])$", description="As 2026-10")]


class PlanCellAnswer(Answer):
    """Won, committed, likely, a month's fees in kopecks; the forecast is their sum."""

    won_minor: int
    committed_minor: int
    weighted_minor: int
    forecast_minor: int
    won_count: int
    open_count: int


class PersonOfPlan(Answer):
    """`employee_id` None: deals that nobody leads."""

    employee_id: int | None
    plan_minor: int | None
    basis: str
    cell: PlanCellAnswer


class PlanReport(Answer):
    """`basis`: the plan's own, the sum of its months or of its people, or none."""

    of: str
    span: PlanSpan
    starts_on: date
    ends_on: date
    plan_minor: int | None
    basis: str
    headline: str
    missing_minor: int
    working_days: int
    working_days_left: int
    a_day_minor: int | None
    needed_a_day_minor: int | None
    will_be_minor: int | None
    cell: PlanCellAnswer
    undated_count: int
    undated_minor: int
    overdue_count: int
    overdue_minor: int
    unpriced_count: int
    closing_deal_ids: list[int]
    people: list[PersonOfPlan]


class ForecastPointAnswer(Answer):
    taken_on: date
    won_minor: int
    committed_minor: int
    weighted_minor: int


class VolumeOfMonth(Answer):
    """Units; `expected_bp` are units × 10,000. `month_on` None: no day to count on."""

    month_on: date | None
    committed: int
    expected_bp: int
    most: int
    deals: int


class ResourceOfVolumes(Answer):
    """`room`: free and held for these very quotes; None where nobody counts."""

    location_id: int
    kind: str
    room: int | None
    short_on: date | None
    months: list[VolumeOfMonth]
    later: VolumeOfMonth


class VolumesReportAnswer(Answer):
    resources: list[ResourceOfVolumes]
    deals_without_quote: int


@router.get("/reports/plan", response={200: PlanReport, **PROBLEMS})
def get_plan(
    request: HttpRequest, of: Of = "", span: PlanSpan = SalesPlan.Span.MONTH, month: Month | None = None
) -> dict[str, Any]:
    """Return the plan and its progress; 404 for a plan that the caller may not see."""
    reader, today = caller(request), timezone.localdate()
    report = plan_report(reader, _whose(reader, of), span.value, _starts_on(month, today), today)
    names = ("days", "days_left", "a_day_minor", "needed_a_day_minor", "will_be_minor", "missing_minor")
    pace = {name: getattr(report.pace, name) for name in names}
    return {
        "of": report.whose.key,
        "span": report.span,
        "starts_on": report.period.starts_on,
        "ends_on": report.period.ends_on,
        "plan_minor": report.target.minor,
        "basis": report.target.basis,
        "headline": report.headline,
        "working_days": pace.pop("days"),
        "working_days_left": pace.pop("days_left"),
        **pace,
        "cell": _cell(report.cell),
        **vars(report.apart),
        "closing_deal_ids": [closing.deal.pk for closing in report.closing],
        "people": [_person(row) for row in report.rows],
    }


def _person(row: PersonRow) -> dict[str, Any]:
    whose = row.whose.of.pk if row.whose and row.whose.of else None
    return {
        "employee_id": whose,
        "plan_minor": row.target.minor,
        "basis": row.target.basis,
        "cell": _cell(row.cell),
    }


def _cell(cell: Cell) -> dict[str, int]:
    names = ("won_minor", "committed_minor", "weighted_minor", "forecast_minor", "won_count", "open_count")
    return {name: getattr(cell, name) for name in names}


@router.get("/reports/forecast-history", response={200: list[ForecastPointAnswer], **PROBLEMS})
def list_forecast_history(
    request: HttpRequest, of: Of = "", span: PlanSpan = SalesPlan.Span.MONTH, month: Month | None = None
) -> list[ForecastPoint]:
    """Return the forecast of the period as it was on each day; days without a snapshot are left out."""
    reader, today = caller(request), timezone.localdate()
    return forecast_history(period_of(span.value, _starts_on(month, today)), _whose(reader, of).owners)


@router.get("/reports/volumes", response={200: VolumesReportAnswer, **PROBLEMS})
def get_volumes(request: HttpRequest) -> dict[str, Any]:
    """Return expected volumes for engineers and heads: units, never prices or clients."""
    allow(can_see_volumes(actor(request)))
    volumes = volumes_of(timezone.localdate())
    return {
        "resources": [_resource(row, volumes.months) for row in volumes.rows],
        "deals_without_quote": sum(count for _name, count in volumes.without_quote),
    }


def _resource(row: ResourceRow, months: list[date]) -> dict[str, Any]:
    dated = [_volume(month, volume) for month, volume in zip(months, row.months, strict=True)]
    return {
        "location_id": row.location.pk,
        "kind": row.kind,
        "room": row.room,
        "short_on": row.short_on,
        "months": [*dated, _volume(None, row.undated)],
        "later": _volume(None, row.later),
    }


def _volume(month_on: date | None, volume: Volume) -> dict[str, Any]:
    names = ("committed", "expected_bp", "most", "deals")
    return {"month_on": month_on, **{name: getattr(volume, name) for name in names}}


def _whose(reader: Employee, key: str) -> PlanScope:
    choices = visible_scopes(reader)
    allow(bool(choices))
    scope = chosen(choices, key, reader)
    if scope is None:
        raise Http404
    return scope


def _starts_on(month: str | None, today: date) -> date:
    if month is None:
        return today.replace(day=1)
    on = parse_month(month).starts_on if month[:4] != "0000" else date.min
    if not FIRST_YEAR < on.year < LAST_YEAR:
        wanted = _("Choose a year between {first} and {last}.")
        raise Invalid(month=wanted.format(first=FIRST_YEAR + 1, last=LAST_YEAR - 1))
    return on
