"""Template filters about due dates: templates are a door and may read the clock."""

from django import template
from django.utils import timezone
from django.utils.html import format_html

from okno.team.promises.models import Promise
from okno.team.promises.words import due_text, moment_text

register = template.Library()


@register.filter
def due(promise: Promise) -> str:
    """Return the due moment of an open promise in words, of a closed one in figures, as HTML."""
    now, full = timezone.now(), moment_text(promise.due_at)
    if promise.status != Promise.Status.OPEN:
        return format_html('<span class="nowrap">{}</span>', full)
    look = "warn" if promise.is_overdue(now) else "quiet"
    return format_html('<span class="{}" title="{}">{}</span>', look, full, due_text(promise.due_at, now))
