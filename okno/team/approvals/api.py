"""The API of approvals."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import AwareDatetime, Field

from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Limit, Listing, listing
from okno.team.approvals.actions.decline_approval import decline_approval
from okno.team.approvals.actions.grant_approval import grant_approval
from okno.team.approvals.models import Approval

router = Router(tags=["approvals"])
ApprovalStatus = Literal["", "requested", "granted", "declined", "used"]
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


class GrantApprovalBody(Body):
    comment: Comment = ""
    expires_at: AwareDatetime | None = None


class DeclineApprovalBody(Body):
    comment: Comment


@router.get("/approvals", response={200: Listing[ApprovalAnswer], **PROBLEMS})
def list_approvals(
    request: HttpRequest,
    status: ApprovalStatus = "",
    waiting_for_me: bool = False,
    cursor: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List the approvals that the caller requested or may decide; heads of sales and the owner see all."""
    visible = Approval.objects.visible_to(caller(request))
    if waiting_for_me:
        visible = visible.waiting_for(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/approvals/{id}", response={200: ApprovalAnswer, **PROBLEMS})
def get_approval(request: HttpRequest, id: int) -> Approval:
    """Return one approval that the caller may see."""
    return get_visible_or_404(Approval.objects, request, id)


@router.post("/approvals/{id}/grant", response={200: ApprovalAnswer, **PROBLEMS})
def grant_approval_api(request: HttpRequest, id: int, body: GrantApprovalBody) -> Approval:
    """Grant the approval for one use, for 14 days or until `expires_at`."""
    approval = get_visible_or_404(Approval.objects, request, id)
    return grant_approval(approval=approval, by=actor(request), at=timezone.now(), **body.model_dump())


@router.post("/approvals/{id}/decline", response={200: ApprovalAnswer, **PROBLEMS})
def decline_approval_api(request: HttpRequest, id: int, body: DeclineApprovalBody) -> Approval:
    """Decline the approval; the comment says why."""
    approval = get_visible_or_404(Approval.objects, request, id)
    return decline_approval(approval=approval, comment=body.comment, by=actor(request), at=timezone.now())
