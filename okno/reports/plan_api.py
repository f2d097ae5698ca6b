"""The API of the plan, of what was thought of it, and of what may have to be delivered."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from okno.kernel.dates import FIRST_YEAR, LAST_YEAR, parse_month
from okno.kernel.errors import Invalid, allow
from okno.people.doors import caller
from okno.people.models import Employee
from okno.reports.permissions import can_see_volumes
from okno.reports.plan import PersonRow, chosen, plan_report
from okno.reports.volumes import ResourceRow, Volume, volumes_of
from okno.sales.models import SalesPlan
from okno.sales.planning.amounts import Cell
from okno.sales.planning.forecast import Thought, thoughts
from okno.sales.planning.plans import Whose, period_of, whose_of
from okno.ui.api import PROBLEMS, Answer

router = Router(tags=["reports"])
Of = Annotated[str, Field(max_length=40, description="company, team-7 (of head 7) or person-7; else yours")]
Month = Annotated[str, Field(pattern="^[0-9]{4}-(0[1-9]|1[0-2])$", description="As 2026-10")]


class CellAnswer(Answer):
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
    cell: CellAnswer


class PlanOfReport(Answer):
    """`basis`: the plan's own, the sum of its months or of its people, or none."""

    of: str
    span: SalesPlan.Span
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
    cell: CellAnswer
    undated_count: int
    undated_minor: int
    overdue_count: int
    overdue_minor: int
    unpriced_count: int
    closing_deal_ids: list[int]
    people: list[PersonOfPlan]


class ThoughtAnswer(Answer):
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


class VolumesAnswer(Answer):
    resources: list[ResourceOfVolumes]
    deals_without_quote: int


@router.get("/reports/plan", response={200: PlanOfReport, **PROBLEMS})
def read_plan(
    request: HttpRequest, of: Of = "", span: SalesPlan.Span = SalesPlan.Span.MONTH, month: Month | None = None
) -> dict[str, Any]:
    """How the plan goes. 404 for whose plan is not the caller's to see."""
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
        "closing_deal_ids": [one.deal.pk for one in report.closing],
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


@router.get("/reports/forecast-history", response={200: list[ThoughtAnswer], **PROBLEMS})
def read_forecast_history(
    request: HttpRequest, of: Of = "", span: SalesPlan.Span = SalesPlan.Span.MONTH, month: Month | None = None
) -> list[Thought]:
    """What was thought of the period on each day; days on which nobody looked are not there."""
    reader, today = caller(request), timezone.localdate()
    return thoughts(period_of(span.value, _starts_on(month, today)), _whose(reader, of).owners)


@router.get("/reports/volumes", response={200: VolumesAnswer, **PROBLEMS})
def read_volumes(request: HttpRequest) -> dict[str, Any]:
    """For engineers and heads: units, never prices or clients."""
    allow(can_see_volumes(caller(request)))
    found = volumes_of(timezone.localdate())
    return {
        "resources": [_resource(row, found.months) for row in found.rows],
        "deals_without_quote": sum(count for _name, count in found.without_quote),
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


def _whose(reader: Employee, key: str) -> Whose:
    choices = whose_of(reader)
    allow(bool(choices))
    found = chosen(choices, key, reader)
    if found is None:
        raise Http404
    return found


def _starts_on(month: str | None, today: date) -> date:
    if month is None:
        return today.replace(day=1)
    on = parse_month(month).starts_on if month[:4] != "0000" else date.min
    if not FIRST_YEAR < on.year < LAST_YEAR:
        wanted = _("Choose a year between {first} and {last}.")
        raise Invalid(month=wanted.format(first=FIRST_YEAR + 1, last=LAST_YEAR - 1))
    return on
