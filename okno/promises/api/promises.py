"""Operations of one promise at a time."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import AwareDatetime, Field

from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.promises.actions.hand_over_promise import hand_over_promise as hand_over
from okno.promises.actions.keep_promise import keep_promise as keep
from okno.promises.actions.make_promise import make_promise as make
from okno.promises.actions.move_promise import move_promise as move
from okno.promises.actions.name_cause import name_cause as name
from okno.promises.actions.reopen_promise import reopen_promise as reopen
from okno.promises.actions.withdraw_promise import withdraw_promise as withdraw
from okno.promises.client_field import companies
from okno.promises.models import Promise
from okno.ui.api import PROBLEMS, Answer, Body, Id, Key, Limit, Line, Listing, Sentence, listing

router = Router()


class PromiseAnswer(Answer):
    id: int
    what: str
    owner_id: int
    company_id: int | None
    subject_kind: str
    subject_id: int | None
    kind: Literal["act", "clarify"]
    colleague_id: int | None
    outcome: str
    cause: Literal["", "ours", "client", "force_majeure"]
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


class NewPromise(Body):
    what: Sentence
    due_at: AwareDatetime
    owner_id: Id | None = None
    company_id: Id | None = None
    colleague_id: Id | None = None
    kind: Literal["act", "clarify"] = "act"


class Outcome(Body):
    """What the client really needs, in plain words: wanted where the promise was to clarify it."""

    outcome: Annotated[str, Field(max_length=2000)] = ""


class NewDate(Body):
    """Whose cause it was may be named at once or later; `cause_person_id` only when it was ours."""

    to_at: AwareDatetime
    reason: Sentence
    cause: Literal["", "ours", "client", "force_majeure"] = ""
    cause_role: Line = ""
    cause_person_id: Id | None = None
    cause_note: Sentence = ""


class Cause(Body):
    cause: Literal["ours", "client", "force_majeure"]
    cause_role: Line = ""
    cause_person_id: Id | None = None
    cause_note: Sentence = ""


class Receiver(Body):
    receiver_id: Id
    reason: Sentence


class Reason(Body):
    reason: Sentence


def _employee(request: HttpRequest, pk: int | None) -> Employee | None:
    return one_visible(Employee.objects, request, pk) if pk else None


@router.get("/promises", response={200: Listing[PromiseAnswer], **PROBLEMS})
def promises(
    request: HttpRequest,
    company: Key | None = None,
    owner: Key | None = None,
    status: Literal["", "open", "kept", "broken", "withdrawn"] = "",
    cursor: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """What was promised; `broken` is what was done after its date."""
    visible = Promise.objects.visible_to(caller(request))
    asked = {"company": company, "owner": owner, "status": status or None}
    given = {name: value for name, value in asked.items() if value is not None}
    return listing(visible.filter(**given), cursor, limit)


@router.get("/promises/{id}", response={200: PromiseAnswer, **PROBLEMS})
def promise(request: HttpRequest, id: int) -> Promise:
    return one_visible(Promise.objects, request, id)


@router.post("/promises", response={201: PromiseAnswer, **PROBLEMS})
def make_promise(request: HttpRequest, body: NewPromise) -> Status[Promise]:
    """Without `owner_id` it is the caller's own."""
    company = one_visible(companies(), request, body.company_id) if body.company_id else None
    made = make(
        what=body.what,
        due_at=body.due_at,
        owner=_employee(request, body.owner_id) or caller(request),
        company=company,
        colleague=_employee(request, body.colleague_id),
        kind=body.kind,
        by=caller(request),
        at=timezone.now(),
    )
    return Status(201, made)


@router.post("/promises/{id}/keep", response={200: PromiseAnswer, **PROBLEMS})
def keep_promise(request: HttpRequest, id: int, body: Outcome | None = None) -> Promise:
    thing = one_visible(Promise.objects, request, id)
    outcome = body.outcome if body is not None else ""
    return keep(promise=thing, outcome=outcome, by=caller(request), at=timezone.now())


@router.post("/promises/{id}/reopen", response={200: PromiseAnswer, **PROBLEMS})
def reopen_promise(request: HttpRequest, id: int) -> Promise:
    """Take back «kept»: by the same person on the same day."""
    return reopen(promise=one_visible(Promise.objects, request, id), by=caller(request), at=timezone.now())


@router.post("/promises/{id}/move", response={200: PromiseAnswer, **PROBLEMS})
def move_promise(request: HttpRequest, id: int, body: NewDate) -> Promise:
    """A date that was told to a client on an engineer's word is moved by an engineer alone (guard 3)."""
    return move(
        promise=one_visible(Promise.objects, request, id),
        to_at=body.to_at,
        reason=body.reason,
        cause=body.cause,
        cause_role=body.cause_role,
        cause_person=_employee(request, body.cause_person_id),
        cause_note=body.cause_note,
        by=caller(request),
        at=timezone.now(),
    )


@router.post("/promises/{id}/hand-over", response={200: PromiseAnswer, **PROBLEMS})
def hand_over_promise(request: HttpRequest, id: int, body: Receiver) -> Promise:
    """The date stays; by the owner, who stands in for him, his manager or a head."""
    return hand_over(
        promise=one_visible(Promise.objects, request, id),
        receiver=one_visible(Employee.objects, request, body.receiver_id),
        reason=body.reason,
        by=caller(request),
        at=timezone.now(),
    )


@router.post("/promises/{id}/cause", response={200: PromiseAnswer, **PROBLEMS})
def name_cause(request: HttpRequest, id: int, body: Cause) -> Promise:
    """Whose a slip was (D3): of ours a role or a person, or both."""
    return name(
        promise=one_visible(Promise.objects, request, id),
        cause=body.cause,
        cause_role=body.cause_role,
        cause_person=_employee(request, body.cause_person_id),
        cause_note=body.cause_note,
        by=caller(request),
        at=timezone.now(),
    )


@router.post("/promises/{id}/withdraw", response={200: PromiseAnswer, **PROBLEMS})
def withdraw_promise(request: HttpRequest, id: int, body: Reason) -> Promise:
    thing = one_visible(Promise.objects, request, id)
    return withdraw(promise=thing, reason=body.reason, by=caller(request), at=timezone.now())
