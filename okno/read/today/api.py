"""The API of the working day: the employee's day, the digest, notices."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import AwareDatetime

from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Day, Id
from okno.read.today.actions.mark_notices_seen import mark_notices_seen
from okno.read.today.actions.post_digest import post_digest
from okno.read.today.day import Today, today_of
from okno.read.today.digest import digest_of
from okno.read.today.digest_data import digest_data
from okno.read.today.jobs import post_digests as post_all
from okno.read.today.notices import Notice, notices_of
from okno.read.today.worklists import Cut
from okno.team.people.models import Employee

router = Router(tags=["today"])
EVENING_HOUR = 20


class TodayListAnswer(Answer):
    """The beginning of a list of the day; `count` is the length of the whole list."""

    name: str
    count: int
    ids: list[int]


class TodayAnswer(Answer):
    """An employee's day; ids in `promises` are of promises, in `clients` of companies.

    `left` clients need a status by the evening.
    """

    on: date
    promises: list[TodayListAnswer]
    clients: list[TodayListAnswer]
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


class MarkNoticesSeenBody(Body):
    until: AwareDatetime | None = None


class PostDigestBody(Body):
    """`on` is the day, today by default; `employee_id` is the reader, all working employees by default."""

    on: date | None = None
    employee_id: Id | None = None


class NoticesSeen(Answer):
    notices_seen_at: datetime


class DigestsPosted(Answer):
    posted: int


@router.get("/today", response={200: TodayAnswer, **PROBLEMS})
def get_today(request: HttpRequest) -> dict[str, Any]:
    """Return the caller's day."""
    return _today(today_of(caller(request), at=timezone.now()))


def _today(day: Today) -> dict[str, Any]:
    return {
        "on": day.on,
        "promises": [_list(cut) for cut in day.promises],
        "clients": [_list(cut) for cut in day.clients],
        "handover_ids": [handover.pk for handover in day.handovers],
        "approval_ids": [approval.pk for approval in day.approvals],
        "stands_in_for_ids": [substitution.absent.pk for substitution in day.instead],
        "left": day.left,
        "is_closing": day.is_closing,
        "is_closed": day.is_closed,
    }


def _list(cut: Cut[Any]) -> dict[str, Any]:
    return {"name": cut.name, "count": cut.count, "ids": [item.pk for item in cut.items]}


@router.get("/digest", response={200: list[ManagerOfDay], **PROBLEMS})
def get_digest(request: HttpRequest, on: Day | None = None) -> list[dict[str, object]]:
    """Return the day of every manager as the caller may see it; an empty list for a quiet day."""
    now = timezone.now()
    on = on or local_date(now)
    return digest_data(digest_of(on, reader=caller(request), at=min(now, at_hour(on, EVENING_HOUR))))


@router.post("/digest/post", response={200: DigestsPosted, **PROBLEMS})
def post_digest_api(request: HttpRequest, body: PostDigestBody) -> dict[str, int]:
    """Put the letters of a day into the outbox: one's own, everybody's by a head. None goes twice."""
    now, by = timezone.now(), actor(request)
    on = body.on or local_date(now)
    if body.employee_id is None:
        return {"posted": post_all(on=on, by=by, at=now)}
    employee = get_visible_or_404(Employee.objects, request, body.employee_id)
    return {"posted": int(post_digest(employee=employee, on=on, by=by, at=now) is not None)}


@router.get("/notices", response={200: list[NoticeAnswer], **PROBLEMS})
def list_notices(request: HttpRequest) -> list[dict[str, Any]]:
    """Return events by others that concern the caller: of one week, fifty at most, newest first."""
    return [_notice(notice) for notice in notices_of(caller(request), at=timezone.now())]


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "topic": notice.topic,
        "at": notice.at,
        "text": notice.text,
        "url": notice.url,
        "company_id": notice.company.pk if notice.company else None,
        "by_id": notice.by.pk if notice.by else None,
        "is_new": notice.is_new,
    }


@router.post("/notices/seen", response={200: NoticesSeen, **PROBLEMS})
def mark_notices_seen_api(request: HttpRequest, body: MarkNoticesSeenBody) -> Employee:
    """Mark notices up to this moment as seen."""
    return mark_notices_seen(until=body.until, by=actor(request), at=timezone.now())
