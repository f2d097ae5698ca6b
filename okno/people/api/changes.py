"""Operations that change an employee: his details, head, what he is told of, his leaving."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from okno.people.actions.change_profile import change_profile as change
from okno.people.actions.choose_notices import choose_notices as choose
from okno.people.actions.end_employment import end_employment as end
from okno.people.actions.hand_over_work import hand_over_work as hand_over
from okno.people.actions.set_head import set_head as set_head_of
from okno.people.api.team import EmployeeAnswer
from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.people.topics import TOPICS, choices_of
from okno.ui.api import PROBLEMS, Answer, Body, Id, Sentence

router = Router()


class Profile(Body):
    """What is not named stays as it was."""

    name: Annotated[str, Field(max_length=200)] | None = None
    position: Annotated[str, Field(max_length=200)] | None = None
    phone: Annotated[str, Field(max_length=20)] | None = None


class Head(Body):
    """Without a head nobody is above him."""

    head_id: Id | None = None


class Successor(Body):
    successor_id: Id
    reason: Sentence = ""


class Leaving(Body):
    """`left_on` is his last day, today or earlier."""

    left_on: date
    successor_id: Id


class NoticeAnswer(Answer):
    topic: str
    in_page: bool
    by_mail: bool


class ChosenNotice(Body):
    topic: Annotated[str, Field(max_length=20)]
    in_page: bool
    by_mail: bool


class ChosenNotices(Body):
    notices: list[ChosenNotice]


@router.post("/employees/{int:id}/change-profile", response={200: EmployeeAnswer, **PROBLEMS})
def change_profile(request: HttpRequest, id: int, body: Profile) -> Employee:
    """One's own details; a head anybody's."""
    thing = one_visible(Employee.objects, request, id)
    return change(employee=thing, **body.model_dump(), by=caller(request), at=timezone.now())


@router.post("/employees/{int:id}/set-head", response={200: EmployeeAnswer, **PROBLEMS})
def set_head(request: HttpRequest, id: int, body: Head) -> Employee:
    """Whom he reports to."""
    thing = one_visible(Employee.objects, request, id)
    head = one_visible(Employee.objects, request, body.head_id) if body.head_id else None
    return set_head_of(employee=thing, head=head, by=caller(request), at=timezone.now())


@router.post("/employees/{int:id}/hand-over-work", response={200: EmployeeAnswer, **PROBLEMS})
def hand_over_work(request: HttpRequest, id: int, body: Successor) -> Employee:
    """Clients, promises, deals and leads go to one colleague, whole or not at all."""
    thing = one_visible(Employee.objects, request, id)
    to = one_visible(Employee.objects, request, body.successor_id)
    return hand_over(employee=thing, successor=to, reason=body.reason, by=caller(request), at=timezone.now())


@router.post("/employees/{int:id}/end-employment", response={200: EmployeeAnswer, **PROBLEMS})
def end_employment(request: HttpRequest, id: int, body: Leaving) -> Employee:
    """He leaves: signs in no more, and everything he holds is the successor's in the same transaction."""
    thing = one_visible(Employee.objects, request, id)
    to = one_visible(Employee.objects, request, body.successor_id)
    return end(employee=thing, left_on=body.left_on, successor=to, by=caller(request), at=timezone.now())


@router.get("/notices/choices", response={200: list[NoticeAnswer], **PROBLEMS})
def notice_choices(request: HttpRequest) -> list[dict[str, object]]:
    """What the caller is told of, and where."""
    chosen = choices_of(caller(request))
    return [{"topic": topic, **chosen[topic]} for topic in TOPICS]


@router.post("/notices/choices", response={200: list[NoticeAnswer], **PROBLEMS})
def choose_notices(request: HttpRequest, body: ChosenNotices) -> list[dict[str, object]]:
    """What is not named stays as it was."""
    by = caller(request)
    choices = {one.topic: {"in_page": one.in_page, "by_mail": one.by_mail} for one in body.notices}
    chosen = choose(employee=by, choices=choices, by=by, at=timezone.now())
    return [{"topic": topic, **chosen[topic]} for topic in TOPICS]
