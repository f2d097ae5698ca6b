"""Texts about due dates."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.workdays import working_days_between
from okno.ground.ui import formatting


def moment_text(at: datetime) -> str:
    """Return «21.11.2026 18:00» in the company's time zone, the same for every reader of the journal."""
    return timezone.localtime(at).strftime("%d.%m.%Y %H:%M")


def due_text(due_at: datetime, at: datetime) -> str:
    """Return «today until 18:00», «overdue by 2 working days», or «overdue: yesterday 18:00» within a day."""
    if due_at >= at:
        parts = {
            "day": formatting.day_text(local_date(due_at), local_date(at)),
            "time": f"{timezone.localtime(due_at):%H:%M}",
        }
        return _("{day} until {time}").format(**parts)
    days = working_days_between(local_date(due_at), local_date(at))
    if days > 0:
        return ngettext("overdue by {days} working day", "overdue by {days} working days", days).format(
            days=days
        )
    return _("overdue: {moment}").format(moment=formatting.moment_text(due_at, local_date(at)))
