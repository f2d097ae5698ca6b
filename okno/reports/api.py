"""The API of what is read across rooms: one's day, the digest, what is new."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import AwareDatetime

from okno.kernel.clock import at_hour, local_date
from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.reports.actions.mark_notices_seen import mark_notices_seen as mark_seen
from okno.reports.actions.post_digest import post_digest as post
from okno.reports.advisor.api import router as advisor
from okno.reports.digest import digest_of
from okno.reports.funnel.api import router as funnel
from okno.reports.jobs import post_digests as post_all
from okno.reports.notices import Notice, notices_of
from okno.reports.plan_api import router as plan
from okno.reports.telling import digest_data
from okno.reports.today import Today, today_of
from okno.reports.waiting import Cut
from okno.ui.api import PROBLEMS, Answer, Body, Day, Id

router = Router(tags=["reports"])
router.add_router("", advisor)
router.add_router("", plan)
router.add_router("", funnel)
EVENING_HOUR = 20


class ListAnswer(Answer):
    """The beginning of a list of the day; `count` is of all."""

    name: str
    count: int
    ids: list[int]


class TodayAnswer(Answer):
    """`promises` are of promises, `clients` of companies; `left` clients want a status by the evening."""

    on: date
    promises: list[ListAnswer]
    clients: list[ListAnswer]
    handover_ids: list[int]
    approval_ids: list[int]
    stands_in_for_ids: list[int]
    left: int
    is_closing: bool
    is_closed: bool


class EntryOfDay(Answer):
    at: datetime
    sentence: str


class ClientOfDay(Answer):
    client: str
    entries: list[EntryOfDay]


class PromisedOfDay(Answer):
    what: str
    due_at: datetime


class RiskOfDay(Answer):
    kind: str
    client: str
    what: str
    on: date
    amount_minor: int | None


class ManagerOfDay(Answer):
    manager: str
    away_until: date | None
    substitute: str | None
    moved: list[ClientOfDay]
    promised: list[PromisedOfDay]
    risks: list[RiskOfDay]


class NoticeAnswer(Answer):
    topic: str
    at: datetime
    text: str
    url: str
    company_id: int | None
    by_id: int | None
    is_new: bool


class SeenUntil(Body):
    until: AwareDatetime | None = None


class DigestsToPost(Body):
    """`on`: the day; today unless named. `employee_id`: the only reader; all who work here unless named."""

    on: date | None = None
    employee_id: Id | None = None


class Seen(Answer):
    notices_seen_at: datetime


class Posted(Answer):
    posted: int


@router.get("/today", response={200: TodayAnswer, **PROBLEMS})
def today(request: HttpRequest) -> dict[str, Any]:
    """The caller's day."""
    return _today(today_of(caller(request), at=timezone.now()))


def _today(found: Today) -> dict[str, Any]:
    return {
        "on": found.on,
        "promises": [_list(one) for one in found.promises],
        "clients": [_list(one) for one in found.clients],
        "handover_ids": [one.pk for one in found.handovers],
        "approval_ids": [one.pk for one in found.approvals],
        "stands_in_for_ids": [one.absent.pk for one in found.instead],
        "left": found.left,
        "is_closing": found.is_closing,
        "is_closed": found.is_closed,
    }


def _list(cut: Cut[Any]) -> dict[str, Any]:
    return {"name": cut.name, "count": cut.count, "ids": [one.pk for one in cut.items]}


@router.get("/digest", response={200: list[ManagerOfDay], **PROBLEMS})
def digest(request: HttpRequest, on: Day | None = None) -> list[dict[str, object]]:
    """The day of every manager, as the caller may see it; nothing for a quiet day."""
    now = timezone.now()
    on = on or local_date(now)
    return digest_data(digest_of(on, reader=caller(request), at=min(now, at_hour(on, EVENING_HOUR))))


@router.post("/digest/post", response={200: Posted, **PROBLEMS})
def post_digests(request: HttpRequest, body: DigestsToPost) -> dict[str, int]:
    """Put the letters of a day into the outbox: one's own, everybody's by a head. None goes twice."""
    now, by = timezone.now(), caller(request)
    on = body.on or local_date(now)
    if body.employee_id is None:
        return {"posted": post_all(on=on, by=by, at=now)}
    employee = one_visible(Employee.objects, request, body.employee_id)
    return {"posted": int(post(employee=employee, on=on, by=by, at=now) is not None)}


@router.get("/notices", response={200: list[NoticeAnswer], **PROBLEMS})
def notices(request: HttpRequest) -> list[dict[str, Any]]:
    """What others did that concerns the caller, a week back, fifty at most, newest first."""
    return [_notice(one) for one in notices_of(caller(request), at=timezone.now())]


def _notice(one: Notice) -> dict[str, Any]:
    return {
        "topic": one.topic,
        "at": one.at,
        "text": one.text,
        "url": one.url,
        "company_id": one.company.pk if one.company else None,
        "by_id": one.by.pk if one.by else None,
        "is_new": one.is_new,
    }


@router.post("/notices/seen", response={200: Seen, **PROBLEMS})
def mark_notices_seen(request: HttpRequest, body: SeenUntil) -> Employee:
    """What came up to this moment is not new any more."""
    return mark_seen(until=body.until, by=caller(request), at=timezone.now())
