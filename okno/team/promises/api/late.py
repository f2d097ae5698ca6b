"""The API of reminders, escalation, slips, and of handing over all promises of an employee."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR, Period
from okno.ground.kernel.errors import Invalid
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Listing, Sentence, listing
from okno.team.people.models import Employee
from okno.team.promises.actions.hand_over_promises import hand_over_promises
from okno.team.promises.actions.set_ladder import set_ladder
from okno.team.promises.api.promises import PromiseAnswer
from okno.team.promises.client_field import companies
from okno.team.promises.ladder import Steps, raised, reminders_of, rung_of, steps
from okno.team.promises.models import LadderSettings, Promise
from okno.team.promises.slips import slips_of

router = Router()
Hours = Annotated[int, Field(strict=True, ge=0, le=1000)]


class LatePromiseAnswer(PromiseAnswer):
    rung: str


class EscalationLadderAnswer(Answer):
    """The settings of escalation: working days before the date, working hours after it."""

    remind_days: int
    manager_hours: int
    head_hours: int
    owner_hours: int


class SetLadderBody(Body):
    remind_days: Hours
    manager_hours: Hours
    head_hours: Hours
    owner_hours: Hours


class HandOverPromisesBody(Body):
    """Whose promises to hand over: `giver_id` or the caller's own; `company_id` limits them to one client."""

    giver_id: Id | None = None
    receiver_id: Id
    reason: Sentence
    company_id: Id | None = None


class PromisesHandedOver(Answer):
    count: int


class SlipSumAnswer(Answer):
    name: str
    count: int


class SlipsAnswer(Answer):
    count: int
    moves: int
    unnamed: int
    by_cause: list[SlipSumAnswer]
    by_whose: list[SlipSumAnswer]
    by_owner: list[SlipSumAnswer]
    by_mover: list[SlipSumAnswer]
    promises: Listing[PromiseAnswer]


def _with_rungs(promises: list[Promise]) -> list[Promise]:
    """Set `rung` on each promise, for the answer, and return the promises."""
    ladder, at = steps(), timezone.now()
    for promise in promises:
        promise.rung = rung_of(promise, at, ladder).name.lower()  # type: ignore[attr-defined]
    return promises


@router.get("/promises/reminders", response={200: list[LatePromiseAnswer], **PROBLEMS})
def list_reminders(request: HttpRequest) -> list[Promise]:
    """List the caller's promises, and of those they stand in for, that are due soon or late."""
    return _with_rungs(reminders_of(caller(request), timezone.now()))


@router.get("/promises/raised", response={200: Listing[LatePromiseAnswer], **PROBLEMS})
def list_raised_promises(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List other people's late promises that have escalated to the caller."""
    page = listing(raised(caller(request), timezone.now()), cursor, limit)
    _with_rungs(page["items"])
    return page


@router.get("/promises/ladder", response={200: EscalationLadderAnswer, **PROBLEMS})
def get_ladder(request: HttpRequest) -> Steps:
    """Return the settings of escalation in force."""
    return steps()


@router.post("/promises/ladder", response={200: EscalationLadderAnswer, **PROBLEMS})
def set_ladder_api(request: HttpRequest, body: SetLadderBody) -> LadderSettings:
    """Set when late promises escalate; for heads."""
    return set_ladder(**body.model_dump(), by=actor(request), at=timezone.now())


@router.get("/promises/slips", response={200: SlipsAnswer, **PROBLEMS})
def get_slips(
    request: HttpRequest, starts_on: date, ends_on: date, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Report the promises that slipped in these days: the caller's own, for a head all (D3)."""
    if not (starts_on.year >= FIRST_YEAR and ends_on.year <= LAST_YEAR and starts_on <= ends_on):
        raise Invalid(ends_on=_("It ends before it begins."))
    report = slips_of(caller(request), Period(starts_on, ends_on), timezone.now())
    names = ("count", "moves", "unnamed", "by_cause", "by_whose", "by_owner", "by_mover")
    sums = {name: getattr(report, name) for name in names}
    return {**sums, "promises": listing(report.promises, cursor, limit)}


@router.post("/promises/hand-over", response={200: PromisesHandedOver, **PROBLEMS})
def hand_over_promises_api(request: HttpRequest, body: HandOverPromisesBody) -> dict[str, int]:
    """Hand over all open promises of an employee at once; each has its entry in the journal."""
    giver = get_visible_or_404(Employee.objects, request, body.giver_id) if body.giver_id else caller(request)
    count = hand_over_promises(
        giver=giver,
        receiver=get_visible_or_404(Employee.objects, request, body.receiver_id),
        reason=body.reason,
        company=get_visible_or_404(companies(), request, body.company_id) if body.company_id else None,
        by=actor(request),
        at=timezone.now(),
    )
    return {"count": count}
