"""Events of approvals. Titles may contain figures, so only people who may see prices see the entries."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

ApprovalRequested = Event(
    "approvals.approval_requested", _("Approval asked: {title}. Why: {reason}"), audience=Audience.PRICES
)
ApprovalGranted = Event(
    "approvals.approval_granted", _("Approved: {title}. {comment}"), audience=Audience.PRICES
)
ApprovalDeclined = Event(
    "approvals.approval_declined", _("Not approved: {title}. {comment}"), audience=Audience.PRICES
)
ApprovalUsed = Event("approvals.approval_used", _("Approval used: {title}"), audience=Audience.PRICES)
