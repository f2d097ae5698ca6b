"""The API of plans."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field, model_validator

from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.sales.actions.copy_sales_plans import copy_sales_plans as copy_all
from okno.sales.actions.set_sales_plan import set_sales_plan
from okno.sales.actions.take_forecast import take_forecast as take
from okno.sales.actions.withdraw_sales_plan import withdraw_sales_plan as take_back
from okno.sales.models import SalesPlan
from okno.ui.api import MOST_MINOR, PROBLEMS, Answer, Body, Day, Id, Limit, Listing, listing

router = Router(tags=["sales"])
PLANS = SalesPlan.objects.in_force()
Target = Annotated[int, Field(strict=True, ge=0, le=MOST_MINOR, description="A month's fees, kopecks")]
Seen = Annotated[int, Field(strict=True, ge=0, description="The id of the plan you looked at, 0 for none")]


class PlanAnswer(Answer):
    """Of a person, of the team of a head, or, with neither, of the company."""

    id: int
    employee_id: int | None
    team_of_id: int | None
    span: SalesPlan.Span
    starts_on: date
    target_minor: int
    set_by_id: int | None
    set_at: datetime
    replaced_at: datetime | None


class PlanBody(Body):
    """With `seen_id` a plan that somebody has set meanwhile is a 409."""

    employee_id: Id | None = None
    team_of_id: Id | None = None
    span: SalesPlan.Span
    starts_on: date
    target_minor: Target
    seen_id: Seen | None = None

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if self.employee_id is not None and self.team_of_id is not None:
            raise ValueError("a plan is of one person, of one team or of the company")
        return self


class CopyBody(Body):
    """`starts_on`: the first day of the month to fill from the month before."""

    starts_on: date


class Taken(Answer):
    """How many rows of the forecast were kept; 0 when today's stand there already."""

    count: int


@router.get("/sales-plans", response={200: Listing[PlanAnswer], **PROBLEMS})
def plans(
    request: HttpRequest, starts_on: Day | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Plans in force that the caller may see: a seller's own, his team's and the company's; a head's all."""
    visible = PLANS.visible_to(caller(request))
    return listing(visible.filter(starts_on=starts_on) if starts_on else visible, cursor, limit)


@router.put("/sales-plans", response={200: PlanAnswer, **PROBLEMS})
def set_plan(request: HttpRequest, body: PlanBody) -> SalesPlan:
    """Set a plan; the one in force is replaced and kept."""
    given = body.model_dump()
    employee, team_of, seen = given.pop("employee_id"), given.pop("team_of_id"), given.pop("seen_id")
    return set_sales_plan(
        employee=one_visible(Employee.objects, request, employee) if employee else None,
        team_of=one_visible(Employee.objects, request, team_of) if team_of else None,
        seen=seen,
        **given,
        by=caller(request),
        at=timezone.now(),
    )


@router.post("/sales-plans/{int:id}/withdraw", response={200: PlanAnswer, **PROBLEMS})
def withdraw_plan(request: HttpRequest, id: int) -> SalesPlan:
    """From now on there is none for this time. 409 when it is replaced already."""
    plan = one_visible(SalesPlan.objects.all(), request, id)
    return take_back(plan=plan, by=caller(request), at=timezone.now())


@router.post("/sales-plans/copy", response={200: list[PlanAnswer], **PROBLEMS})
def copy_plans(request: HttpRequest, body: CopyBody) -> list[SalesPlan]:
    """A month's plans as those of the month before, where none is set yet."""
    return copy_all(starts_on=body.starts_on, by=caller(request), at=timezone.now())


@router.post("/forecast/take", response={200: Taken, **PROBLEMS})
def take_forecast(request: HttpRequest) -> dict[str, int]:
    """Keep what is thought today, without waiting for the clock."""
    return {"count": take(by=caller(request), at=timezone.now())}
