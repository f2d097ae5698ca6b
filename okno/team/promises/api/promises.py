"""The API of single promises."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import AwareDatetime, Field
from typing_extensions import TypeAliasType

from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Key, Limit, Line, Listing, Sentence, listing
from okno.team.people.models import Employee
from okno.team.promises.actions.hand_over_promise import hand_over_promise
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.actions.name_cause import name_cause
from okno.team.promises.actions.reopen_promise import reopen_promise
from okno.team.promises.actions.withdraw_promise import withdraw_promise
from okno.team.promises.client_field import companies
from okno.team.promises.models import Promise

router = Router()
PromiseKind = TypeAliasType("PromiseKind", Literal["act", "clarify"])
SlipCause = TypeAliasType("SlipCause", Literal["ours", "client", "force_majeure"])
CauseOrNone = TypeAliasType("CauseOrNone", Literal["", "ours", "client", "force_majeure"])
PromiseStatus = Literal["", "open", "kept", "broken", "withdrawn"]


class PromiseAnswer(Answer):
    id: int
    what: str
    owner_id: int
    company_id: int | None
    subject_kind: str
    subject_id: int | None
    kind: PromiseKind
    colleague_id: int | None
    outcome: str
    cause: CauseOrNone
    cause_role: str
    cause_person_id: int | None
    cause_note: str
    due_at: datetime
    first_due_at: datetime
    confirmed_by_id: int | None
    made_by_id: int | None
    made_at: datetime
    status: str
    closed_at: datetime | None
    moves_count: int


class MakePromiseBody(Body):
    what: Sentence
    due_at: AwareDatetime
    owner_id: Id | None = None
    company_id: Id | None = None
    colleague_id: Id | None = None
    kind: PromiseKind = "act"


class KeepPromiseBody(Body):
    """What the client really needs, in plain words: required where the promise was to clarify it."""

    outcome: Annotated[str, Field(max_length=2000)] = ""


class MovePromiseBody(Body):
    """The new date; the cause may be named at once or later, `cause_person_id` only when it was ours."""

    to_at: AwareDatetime
    reason: Sentence
    cause: CauseOrNone = ""
    cause_role: Line = ""
    cause_person_id: Id | None = None
    cause_note: Sentence = ""


class NameCauseBody(Body):
    cause: SlipCause
    cause_role: Line = ""
    cause_person_id: Id | None = None
    cause_note: Sentence = ""


class HandOverPromiseBody(Body):
    receiver_id: Id
    reason: Sentence


class WithdrawPromiseBody(Body):
    reason: Sentence


def _employee(request: HttpRequest, pk: int | None) -> Employee | None:
    """Return the employee with this key, None without a key; raise 404 when the caller sees no such one."""
    return get_visible_or_404(Employee.objects, request, pk) if pk else None


@router.get("/promises", response={200: Listing[PromiseAnswer], **PROBLEMS})
def list_promises(
    request: HttpRequest,
    company: Key | None = None,
    owner: Key | None = None,
    status: PromiseStatus = "",
    cursor: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List the promises; the status `broken` means done after the date."""
    visible = Promise.objects.visible_to(caller(request))
    filters = {"company": company, "owner": owner, "status": status or None}
    chosen = {name: value for name, value in filters.items() if value is not None}
    return listing(visible.filter(**chosen), cursor, limit)


@router.get("/promises/{id}", response={200: PromiseAnswer, **PROBLEMS})
def get_promise(request: HttpRequest, id: int) -> Promise:
    """Return one promise."""
    return get_visible_or_404(Promise.objects, request, id)


@router.post("/promises", response={201: PromiseAnswer, **PROBLEMS})
def make_promise_api(request: HttpRequest, body: MakePromiseBody) -> Status[Promise]:
    """Make a promise; without `owner_id` it is the caller's own."""
    company = get_visible_or_404(companies(), request, body.company_id) if body.company_id else None
    promise = make_promise(
        what=body.what,
        due_at=body.due_at,
        owner=_employee(request, body.owner_id) or caller(request),
        company=company,
        colleague=_employee(request, body.colleague_id),
        kind=body.kind,
        by=actor(request),
        at=timezone.now(),
    )
    return Status(201, promise)


@router.post("/promises/{id}/keep", response={200: PromiseAnswer, **PROBLEMS})
def keep_promise_api(request: HttpRequest, id: int, body: KeepPromiseBody | None = None) -> Promise:
    """Mark the promise as kept, or as broken when its date has passed."""
    promise = get_visible_or_404(Promise.objects, request, id)
    outcome = body.outcome if body is not None else ""
    return keep_promise(promise=promise, outcome=outcome, by=actor(request), at=timezone.now())


@router.post("/promises/{id}/reopen", response={200: PromiseAnswer, **PROBLEMS})
def reopen_promise_api(request: HttpRequest, id: int) -> Promise:
    """Reopen a promise closed by mistake: by the same person on the same day."""
    return reopen_promise(
        promise=get_visible_or_404(Promise.objects, request, id), by=actor(request), at=timezone.now()
    )


@router.post("/promises/{id}/move", response={200: PromiseAnswer, **PROBLEMS})
def move_promise_api(request: HttpRequest, id: int, body: MovePromiseBody) -> Promise:
    """Move the date; one told to a client on an engineer's word is moved by an engineer alone (guard 3)."""
    return move_promise(
        promise=get_visible_or_404(Promise.objects, request, id),
        to_at=body.to_at,
        reason=body.reason,
        cause=body.cause,
        cause_role=body.cause_role,
        cause_person=_employee(request, body.cause_person_id),
        cause_note=body.cause_note,
        by=actor(request),
        at=timezone.now(),
    )


@router.post("/promises/{id}/hand-over", response={200: PromiseAnswer, **PROBLEMS})
def hand_over_promise_api(request: HttpRequest, id: int, body: HandOverPromiseBody) -> Promise:
    """Hand the promise over, by its owner, their substitute, their manager or a head; the date stays."""
    return hand_over_promise(
        promise=get_visible_or_404(Promise.objects, request, id),
        receiver=get_visible_or_404(Employee.objects, request, body.receiver_id),
        reason=body.reason,
        by=actor(request),
        at=timezone.now(),
    )


@router.post("/promises/{id}/cause", response={200: PromiseAnswer, **PROBLEMS})
def name_cause_api(request: HttpRequest, id: int, body: NameCauseBody) -> Promise:
    """Name the cause of a slip (D3): of ours a role or a person, or both."""
    return name_cause(
        promise=get_visible_or_404(Promise.objects, request, id),
        cause=body.cause,
        cause_role=body.cause_role,
        cause_person=_employee(request, body.cause_person_id),
        cause_note=body.cause_note,
        by=actor(request),
        at=timezone.now(),
    )


@router.post("/promises/{id}/withdraw", response={200: PromiseAnswer, **PROBLEMS})
def withdraw_promise_api(request: HttpRequest, id: int, body: WithdrawPromiseBody) -> Promise:
    """Withdraw a promise that is no longer wanted or possible."""
    promise = get_visible_or_404(Promise.objects, request, id)
    return withdraw_promise(promise=promise, reason=body.reason, by=actor(request), at=timezone.now())
