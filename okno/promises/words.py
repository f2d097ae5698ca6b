"""When a promise is due, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.kernel.clock import local_date
from okno.kernel.workdays import working_days_between
from okno.ui import wording


def moment_text(at: datetime) -> str:
    """«21.11.2026 18:00» in the company's time zone: in a journal's sentence, the same for every reader."""
    return timezone.localtime(at).strftime("%d.%m.%Y %H:%M")


def due_text(due_at: datetime, at: datetime) -> str:
    """«today until 18:00», «overdue by 2 working days», «overdue: yesterday 18:00» before one has passed."""
    if due_at >= at:
        words = {
            "day": wording.day_text(local_date(due_at), local_date(at)),
            "time": f"{timezone.localtime(due_at):%H:%M}",
        }
        return _("{day} until {time}").format(**words)
    days = working_days_between(local_date(due_at), local_date(at))
    if days > 0:
        return ngettext("overdue by {days} working day", "overdue by {days} working days", days).format(
            days=days
        )
    return _("overdue: {moment}").format(moment=wording.moment_text(due_at, local_date(at)))
