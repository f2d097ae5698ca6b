"""When promises that are late are raised, and when their owners are reminded."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee
from okno.promises.events import LadderSet
from okno.promises.models import LadderSettings
from okno.promises.permissions import can_set_ladder

LONGEST_REMINDER = 30
LONGEST_WAIT = 1000


@action
def set_ladder(
    *,
    remind_days: int,
    manager_hours: int,
    head_hours: int,
    owner_hours: int,
    by: Employee | None,
    at: datetime,
) -> LadderSettings:
    """Working days before the date and working hours after it; holds at once for all that is open."""
    allow(can_set_ladder(by))
    if not 0 <= remind_days <= LONGEST_REMINDER:
        raise Invalid(remind_days=_("Choose between 0 and 30 working days."))
    if not 0 < manager_hours < head_hours:
        raise Invalid(head_hours=_("The head hears later than the manager: name more hours."))
    if not head_hours < owner_hours <= LONGEST_WAIT:
        raise Invalid(owner_hours=_("The owner hears later than the head, within 1000 hours."))
    hours = {"manager_hours": manager_hours, "head_hours": head_hours, "owner_hours": owner_hours}
    given = {"remind_days": remind_days, **hours}
    row, _created = LadderSettings.objects.update_or_create(
        pk=1, defaults={**given, "set_by": by, "set_at": at}
    )
    record(LadderSet, subject=row, company=None, by=by, at=at, **given)
    return row
