"""GET /reports/advisor: the advice and the figures that it stands on."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from okno.kernel.errors import allow
from okno.people.doors import caller
from okno.reports.advisor.figures import figures_of
from okno.reports.advisor.telling import advisor_data
from okno.reports.permissions import can_see_advisor
from okno.ui.api import PROBLEMS, Answer

router = Router(tags=["reports"])


class Said(Answer):
    text: str
    because: list[str]


class MeasureAnswer(Answer):
    name: str
    value: str
    means: str
    source: str


class WeekAnswer(Answer):
    """`starts_on`: its Monday; a week of under three working days is shown and not counted."""

    starts_on: date
    count: int
    working_days: int


class EffortAnswer(Answer):
    """`touches_…` are entries of the journal; `ended_minor` is null for who may not see it."""

    starts_on: date
    touches_new: int
    touches_existing: int
    won_new_minor: int
    won_existing_minor: int
    ended_minor: int | None


class CarriedAnswer(Answer):
    """`behind`: clients without a status or a next step; `late`: late promises."""

    name: str
    roles: list[str]
    clients: int
    behind: int
    late: int
    deals: int
    fees_minor: int
    leads: int
    unanswered: int
    answered: int


class AdvisorAnswer(Answer):
    """`hire`: qualifier, account_manager, closer or nobody. Figures of a flow that is too short are null."""

    hire: str
    sentences: list[Said]
    is_enough: bool
    is_predictable: bool
    mean: float
    dispersion: float | None
    dispersion_chance: float | None
    slope: float | None
    trend_chance: float | None
    ahead_weeks: int
    ahead_low: int | None
    ahead_high: int | None
    measures: list[MeasureAnswer]
    weeks: list[WeekAnswer]
    effort: list[EffortAnswer]
    people: list[CarriedAnswer]
    clients_unkept: int
    leads_waiting: int
    deals_stuck: int


@router.get("/reports/advisor", response={200: AdvisorAnswer, **PROBLEMS})
def advisor(request: HttpRequest) -> dict[str, Any]:
    """Whom to hire next, how sure the flow of leads is, where the effort goes, who carries how much."""
    by = caller(request)
    allow(can_see_advisor(by))
    return advisor_data(figures_of(by, at=timezone.now()))
