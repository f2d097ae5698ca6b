"""What can happen in this room. Titles may tell figures, so entries are for those who may see prices."""

from django.utils.translation import gettext_lazy as _

from okno.kernel.events import Audience, Event

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
