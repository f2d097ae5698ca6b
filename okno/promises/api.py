"""The API of promises."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import AwareDatetime

from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.promises.actions.keep_promise import keep_promise as keep
from okno.promises.actions.make_promise import make_promise as make
from okno.promises.actions.move_promise import move_promise as move
from okno.promises.actions.withdraw_promise import withdraw_promise as withdraw
from okno.promises.models import Promise
from okno.ui.api import PROBLEMS, Answer, Body, Id, Key, Limit, Listing, Sentence, listing

router = Router(tags=["promises"])


class PromiseAnswer(Answer):
    id: int
    what: str
    owner_id: int
    company_id: int | None
    subject_kind: str
    subject_id: int | None
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


class NewDate(Body):
    to_at: AwareDatetime
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
    companies: Any = Promise._meta.get_field("company").related_model
    company = one_visible(companies.objects, request, body.company_id) if body.company_id else None
    made = make(
        what=body.what,
        due_at=body.due_at,
        owner=_employee(request, body.owner_id) or caller(request),
        company=company,
        by=caller(request),
        at=timezone.now(),
    )
    return Status(201, made)


@router.post("/promises/{id}/keep", response={200: PromiseAnswer, **PROBLEMS})
def keep_promise(request: HttpRequest, id: int) -> Promise:
    return keep(promise=one_visible(Promise.objects, request, id), by=caller(request), at=timezone.now())


@router.post("/promises/{id}/move", response={200: PromiseAnswer, **PROBLEMS})
def move_promise(request: HttpRequest, id: int, body: NewDate) -> Promise:
    """A date that was told to a client on an engineer's word is moved by an engineer alone (guard 3)."""
    return move(
        promise=one_visible(Promise.objects, request, id),
        to_at=body.to_at,
        reason=body.reason,
        by=caller(request),
        at=timezone.now(),
    )


@router.post("/promises/{id}/withdraw", response={200: PromiseAnswer, **PROBLEMS})
def withdraw_promise(request: HttpRequest, id: int, body: Reason) -> Promise:
    thing = one_visible(Promise.objects, request, id)
    return withdraw(promise=thing, reason=body.reason, by=caller(request), at=timezone.now())
