"""What is late and to whom it has climbed, what slipped, and all promises of a person at once."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from okno.kernel.dates import FIRST_YEAR, LAST_YEAR, Period
from okno.kernel.errors import Invalid
from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.promises.actions.hand_over_promises import hand_over_promises as hand_over_all
from okno.promises.actions.set_ladder import set_ladder as change_ladder
from okno.promises.api.promises import PromiseAnswer
from okno.promises.client_field import companies
from okno.promises.ladder import Steps, raised, reminders_of, rung_of, steps
from okno.promises.models import LadderSettings, Promise
from okno.promises.slips import slips_of
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Listing, Sentence, listing

router = Router()
Hours = Annotated[int, Field(strict=True, ge=0, le=1000)]


class LateAnswer(PromiseAnswer):
    rung: str


class LadderAnswer(Answer):
    """Working days before the date, working hours after it."""

    remind_days: int
    manager_hours: int
    head_hours: int
    owner_hours: int


class NewLadder(Body):
    remind_days: Hours
    manager_hours: Hours
    head_hours: Hours
    owner_hours: Hours


class All(Body):
    """Without `giver_id` the caller's own; with `company_id` only those to that client."""

    giver_id: Id | None = None
    receiver_id: Id
    reason: Sentence
    company_id: Id | None = None


class HandedOver(Answer):
    count: int


class SumAnswer(Answer):
    name: str
    count: int


class SlipsAnswer(Answer):
    count: int
    moves: int
    unnamed: int
    by_cause: list[SumAnswer]
    by_whose: list[SumAnswer]
    by_owner: list[SumAnswer]
    by_mover: list[SumAnswer]
    promises: Listing[PromiseAnswer]


def _with_rungs(found: list[Promise]) -> list[Promise]:
    ladder, at = steps(), timezone.now()
    for one in found:
        one.rung = rung_of(one, at, ladder).name.lower()  # type: ignore[attr-defined]
    return found


@router.get("/promises/reminders", response={200: list[LateAnswer], **PROBLEMS})
def reminders(request: HttpRequest) -> list[Promise]:
    """What the caller should be reminded of now: due soon or late, his and of whom he stands in for."""
    return _with_rungs(reminders_of(caller(request), timezone.now()))


@router.get("/promises/raised", response={200: Listing[LateAnswer], **PROBLEMS})
def raised_promises(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Late promises of others that have climbed to the caller."""
    page = listing(raised(caller(request), timezone.now()), cursor, limit)
    _with_rungs(page["items"])
    return page


@router.get("/promises/ladder", response={200: LadderAnswer, **PROBLEMS})
def ladder(request: HttpRequest) -> Steps:
    return steps()


@router.post("/promises/ladder", response={200: LadderAnswer, **PROBLEMS})
def set_ladder(request: HttpRequest, body: NewLadder) -> LadderSettings:
    return change_ladder(**body.model_dump(), by=caller(request), at=timezone.now())


@router.get("/promises/slips", response={200: SlipsAnswer, **PROBLEMS})
def slips(
    request: HttpRequest, starts_on: date, ends_on: date, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """What slipped in these days: one's own, for a head of all (D3)."""
    if not (starts_on.year >= FIRST_YEAR and ends_on.year <= LAST_YEAR and starts_on <= ends_on):
        raise Invalid(ends_on=_("It ends before it begins."))
    report = slips_of(caller(request), Period(starts_on, ends_on), timezone.now())
    names = ("count", "moves", "unnamed", "by_cause", "by_whose", "by_owner", "by_mover")
    shown = {name: getattr(report, name) for name in names}
    return {**shown, "promises": listing(report.promises, cursor, limit)}


@router.post("/promises/hand-over", response={200: HandedOver, **PROBLEMS})
def hand_over_promises(request: HttpRequest, body: All) -> dict[str, int]:
    """All open promises of a person get another owner at once; each has its entry in the journal."""
    giver = one_visible(Employee.objects, request, body.giver_id) if body.giver_id else caller(request)
    count = hand_over_all(
        giver=giver,
        receiver=one_visible(Employee.objects, request, body.receiver_id),
        reason=body.reason,
        company=one_visible(companies(), request, body.company_id) if body.company_id else None,
        by=caller(request),
        at=timezone.now(),
    )
    return {"count": count}
