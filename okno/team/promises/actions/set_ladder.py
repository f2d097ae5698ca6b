"""Set when late promises escalate and when their owners are reminded."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.team.promises.events import LadderSet
from okno.team.promises.models import LadderSettings
from okno.team.promises.permissions import can_set_ladder

LONGEST_REMINDER = 30
LONGEST_WAIT = 1000


@action
def set_ladder(
    *,
    remind_days: int,
    manager_hours: int,
    head_hours: int,
    owner_hours: int,
    by: Actor,
    at: datetime,
) -> LadderSettings:
    """Save the settings and return them: working days before the date, working hours after it.

    They apply at once to all open promises. Raises Invalid when the hours do not rise or are out of bounds.
    """
    allow(can_set_ladder(by))
    if not 0 <= remind_days <= LONGEST_REMINDER:
        raise Invalid(remind_days=_("Choose between 0 and 30 working days."))
    if not 0 < manager_hours < head_hours:
        raise Invalid(head_hours=_("The head hears later than the manager: name more hours."))
    if not head_hours < owner_hours <= LONGEST_WAIT:
        raise Invalid(owner_hours=_("The owner hears later than the head, within 1000 hours."))
    hours = {"manager_hours": manager_hours, "head_hours": head_hours, "owner_hours": owner_hours}
    settings = {"remind_days": remind_days, **hours}
    ladder, _created = LadderSettings.objects.update_or_create(
        pk=1, defaults={**settings, "set_by": by.employee, "set_at": at}
    )
    record(LadderSet, subject=ladder, by=by, at=at, **settings)
    return ladder
