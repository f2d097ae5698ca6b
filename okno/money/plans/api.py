"""API of sales plans and of the forecast's snapshot."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field, model_validator

from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import MOST_MINOR, PROBLEMS, Answer, Body, Day, Id, Limit, Listing, listing
from okno.money.plans.actions.copy_sales_plans import copy_sales_plans
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.money.plans.actions.take_forecast import take_forecast
from okno.money.plans.actions.withdraw_sales_plan import withdraw_sales_plan
from okno.money.plans.models import PlanSpan, SalesPlan
from okno.team.people.models import Employee

router = Router(tags=["plans"])
PLANS = SalesPlan.objects.in_force()
Target = Annotated[int, Field(strict=True, ge=0, le=MOST_MINOR, description="A month's fees, kopecks")]
Seen = Annotated[int, Field(strict=True, ge=0, description="The id of the plan you looked at, 0 for none")]


class SalesPlanAnswer(Answer):
    """A plan of a person, of a head's team, or, with neither, of the company."""

    id: int
    employee_id: int | None
    team_of_id: int | None
    span: PlanSpan
    starts_on: date
    target_minor: int
    set_by_id: int | None
    set_at: datetime
    replaced_at: datetime | None


class SetSalesPlanBody(Body):
    """A plan to set. With `seen_id` a plan that somebody has set meanwhile is a 409."""

    employee_id: Id | None = None
    team_of_id: Id | None = None
    span: PlanSpan
    starts_on: date
    target_minor: Target
    seen_id: Seen | None = None

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if self.employee_id is not None and self.team_of_id is not None:
            raise ValueError("a plan is of one person, of one team or of the company")
        return self


class CopySalesPlansBody(Body):
    """The first day of the month to fill from the month before."""

    starts_on: date


class ForecastTaken(Answer):
    """The number of stored rows; 0 when today's exist already."""

    count: int


@router.get("/sales-plans", response={200: Listing[SalesPlanAnswer], **PROBLEMS})
def list_sales_plans(
    request: HttpRequest, starts_on: Day | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """List plans in force that the caller may see: heads all, sellers theirs and the company's."""
    visible = PLANS.visible_to(caller(request))
    return listing(visible.filter(starts_on=starts_on) if starts_on else visible, cursor, limit)


@router.put("/sales-plans", response={200: SalesPlanAnswer, **PROBLEMS})
def set_sales_plan_api(request: HttpRequest, body: SetSalesPlanBody) -> SalesPlan:
    """Set a plan; the one in force is replaced and kept."""
    fields = body.model_dump()
    employee, team_of, seen = fields.pop("employee_id"), fields.pop("team_of_id"), fields.pop("seen_id")
    return set_sales_plan(
        employee=get_visible_or_404(Employee.objects, request, employee) if employee else None,
        team_of=get_visible_or_404(Employee.objects, request, team_of) if team_of else None,
        seen=seen,
        **fields,
        by=actor(request),
        at=timezone.now(),
    )


@router.post("/sales-plans/{int:id}/withdraw", response={200: SalesPlanAnswer, **PROBLEMS})
def withdraw_sales_plan_api(request: HttpRequest, id: int) -> SalesPlan:
    """Withdraw a plan. 409 when it is replaced already."""
    plan = get_visible_or_404(SalesPlan.objects.all(), request, id)
    return withdraw_sales_plan(plan=plan, by=actor(request), at=timezone.now())


@router.post("/sales-plans/copy", response={200: list[SalesPlanAnswer], **PROBLEMS})
def copy_sales_plans_api(request: HttpRequest, body: CopySalesPlansBody) -> list[SalesPlan]:
    """Copy the plans of the month before into a month, where none is set yet."""
    return copy_sales_plans(starts_on=body.starts_on, by=actor(request), at=timezone.now())


@router.post("/forecast/take", response={200: ForecastTaken, **PROBLEMS})
def take_forecast_api(request: HttpRequest) -> dict[str, int]:
    """Store today's forecast, without waiting for the clock."""
    return {"count": take_forecast(by=actor(request), at=timezone.now())}
