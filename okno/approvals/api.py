"""The API of approvals."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import AwareDatetime, Field

from okno.approvals.actions.decline_approval import decline_approval as decline
from okno.approvals.actions.grant_approval import grant_approval as grant
from okno.approvals.models import Approval
from okno.people.doors import caller, one_visible
from okno.ui.api import PROBLEMS, Answer, Body, Limit, Listing, listing

router = Router(tags=["approvals"])
Comment = Annotated[str, Field(max_length=1000)]


class ApprovalAnswer(Answer):
    id: int
    kind: str
    subject_kind: str
    subject_id: int
    company_id: int | None
    title: str
    reason: str
    facts: dict[str, Any]
    deciders: list[str]
    status: str
    requested_by_id: int | None
    requested_at: datetime
    decided_by_id: int | None
    decided_at: datetime | None
    comment: str
    expires_at: datetime | None
    used_at: datetime | None


class Grant(Body):
    comment: Comment = ""
    expires_at: AwareDatetime | None = None


class Decline(Body):
    comment: Comment


@router.get("/approvals", response={200: Listing[ApprovalAnswer], **PROBLEMS})
def approvals(
    request: HttpRequest,
    status: Literal["", "requested", "granted", "declined", "used"] = "",
    waiting_for_me: bool = False,
    cursor: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """What the caller asked for and what he may decide; heads see all."""
    visible = Approval.objects.visible_to(caller(request))
    if waiting_for_me:
        visible = visible.waiting_for(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/approvals/{id}", response={200: ApprovalAnswer, **PROBLEMS})
def approval(request: HttpRequest, id: int) -> Approval:
    return one_visible(Approval.objects, request, id)


@router.post("/approvals/{id}/grant", response={200: ApprovalAnswer, **PROBLEMS})
def grant_approval(request: HttpRequest, id: int, body: Grant) -> Approval:
    """Yes to exactly this, once, for 14 days or until `expires_at`."""
    thing = one_visible(Approval.objects, request, id)
    return grant(approval=thing, by=caller(request), at=timezone.now(), **body.model_dump())


@router.post("/approvals/{id}/decline", response={200: ApprovalAnswer, **PROBLEMS})
def decline_approval(request: HttpRequest, id: int, body: Decline) -> Approval:
    thing = one_visible(Approval.objects, request, id)
    return decline(approval=thing, comment=body.comment, by=caller(request), at=timezone.now())
