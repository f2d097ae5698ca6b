"""Operations that change an employee: his details, head, what he is told of, his leaving."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Sentence
from okno.team.people.actions.choose_notices import choose_notices
from okno.team.people.actions.end_employment import end_employment
from okno.team.people.actions.hand_over_work import hand_over_work
from okno.team.people.actions.set_head import set_head
from okno.team.people.api.team import EmployeeAnswer
from okno.team.people.models import Employee
from okno.team.people.topics import TOPICS, choices_of

router = Router()


class SetHeadBody(Body):
    """Without a head nobody is above him."""

    head_id: Id | None = None


class HandOverWorkBody(Body):
    successor_id: Id
    reason: Sentence = ""


class EndEmploymentBody(Body):
    """`left_on` is his last day, today or earlier."""

    left_on: date
    successor_id: Id


class NoticeChoiceAnswer(Answer):
    topic: str
    in_page: bool
    by_mail: bool


class NoticeChoiceBody(Body):
    topic: Annotated[str, Field(max_length=20)]
    in_page: bool
    by_mail: bool


class ChooseNoticesBody(Body):
    notices: list[NoticeChoiceBody]


@router.post("/employees/{int:id}/set-head", response={200: EmployeeAnswer, **PROBLEMS})
def set_head_api(request: HttpRequest, id: int, body: SetHeadBody) -> Employee:
    """Whom he reports to."""
    thing = get_visible_or_404(Employee.objects, request, id)
    head = get_visible_or_404(Employee.objects, request, body.head_id) if body.head_id else None
    return set_head(employee=thing, head=head, by=actor(request), at=timezone.now())


@router.post("/employees/{int:id}/hand-over-work", response={200: EmployeeAnswer, **PROBLEMS})
def hand_over_work_api(request: HttpRequest, id: int, body: HandOverWorkBody) -> Employee:
    """Clients, promises, deals and leads go to one colleague, whole or not at all."""
    thing = get_visible_or_404(Employee.objects, request, id)
    to = get_visible_or_404(Employee.objects, request, body.successor_id)
    return hand_over_work(
        employee=thing, successor=to, reason=body.reason, by=actor(request), at=timezone.now()
    )


@router.post("/employees/{int:id}/end-employment", response={200: EmployeeAnswer, **PROBLEMS})
def end_employment_api(request: HttpRequest, id: int, body: EndEmploymentBody) -> Employee:
    """He leaves: signs in no more, and everything he holds is the successor's in the same transaction."""
    thing = get_visible_or_404(Employee.objects, request, id)
    to = get_visible_or_404(Employee.objects, request, body.successor_id)
    return end_employment(
        employee=thing, left_on=body.left_on, successor=to, by=actor(request), at=timezone.now()
    )


@router.get("/notices/choices", response={200: list[NoticeChoiceAnswer], **PROBLEMS})
def list_notice_choices(request: HttpRequest) -> list[dict[str, object]]:
    """List the topics with where the caller is notified of them."""
    chosen = choices_of(caller(request))
    return [{"topic": topic, **chosen[topic]} for topic in TOPICS]


@router.post("/notices/choices", response={200: list[NoticeChoiceAnswer], **PROBLEMS})
def choose_notices_api(request: HttpRequest, body: ChooseNoticesBody) -> list[dict[str, object]]:
    """Choose where one is notified; topics that are not sent stay as they were."""
    by = actor(request)
    choices = {
        notice.topic: {"in_page": notice.in_page, "by_mail": notice.by_mail} for notice in body.notices
    }
    chosen = choose_notices(employee=by.employee, choices=choices, by=by, at=timezone.now())
    return [{"topic": topic, **chosen[topic]} for topic in TOPICS]
