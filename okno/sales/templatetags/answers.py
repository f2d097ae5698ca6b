"""The first answer of a lead, wherever the lead is shown."""

from typing import Any

from django import template
from django.utils import timezone

from okno.sales.assignment.answers import Waiting, is_awaited, waits
from okno.sales.models import Lead, RuleSet

register = template.Library()


@register.inclusion_tag("sales/lead_answer.html")
def first_answer(lead: Lead) -> dict[str, Any]:
    """When it was answered and by whom, or the clock and the button; nothing where no answer is awaited."""
    one: Waiting | None = None
    if lead.is_new and lead.answered_at is None and is_awaited(lead):
        acting = RuleSet.objects.acting()
        one = waits(lead, acting.answer_minutes if acting else 0, timezone.now())
    return {"lead": lead, "one": one}
