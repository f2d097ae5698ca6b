"""GET /reports/advisor: the advice and the figures that it stands on."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import actor
from okno.ground.ui.api import PROBLEMS, Answer
from okno.read.reports.advisor.advisor_data import advisor_data
from okno.read.reports.advisor.figures import figures_of
from okno.read.reports.permissions import can_see_advisor

router = Router()


class AdviceAnswer(Answer):
    text: str
    because: list[str]


class MeasureAnswer(Answer):
    name: str
    value: str
    means: str
    source: str


class WeekOfTeam(Answer):
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


class CarriedWork(Answer):
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


class TeamAdvisorAnswer(Answer):
    """`hire`: qualifier, account_manager, closer or nobody. Figures of a flow that is too short are null."""

    hire: str
    sentences: list[AdviceAnswer]
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
    weeks: list[WeekOfTeam]
    effort: list[EffortAnswer]
    people: list[CarriedWork]
    clients_unkept: int
    leads_waiting: int
    deals_stuck: int


@router.get("/reports/advisor", response={200: TeamAdvisorAnswer, **PROBLEMS})
def get_team_advisor(request: HttpRequest) -> dict[str, Any]:
    """Return whom to hire next, how sure the flow of leads is, and the effort and load of the team."""
    by = actor(request)
    allow(can_see_advisor(by))
    return advisor_data(figures_of(by.employee, at=timezone.now()))
