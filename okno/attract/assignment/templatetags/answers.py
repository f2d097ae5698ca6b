"""The first response to a lead, on every page that shows the lead."""

from typing import Any

from django import template
from django.utils import timezone

from okno.attract.assignment.first_response import Waiting, is_awaited, waits
from okno.attract.assignment.models import RuleSet
from okno.attract.leads.models import Lead

register = template.Library()


@register.inclusion_tag("leads/lead_answer.html")
def first_answer(lead: Lead) -> dict[str, Any]:
    """Render the first response, or else the clock and the button; nothing where no response is awaited."""
    wait: Waiting | None = None
    if lead.is_new and lead.answered_at is None and is_awaited(lead):
        acting = RuleSet.objects.acting()
        wait = waits(lead, acting.answer_minutes if acting else 0, timezone.now())
    return {"lead": lead, "wait": wait}
