"""Guard 3: a delivery date is told to a client only when an engineer has confirmed it."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.errors import Guard, Refused
from okno.team.people.models import Employee, Role
from okno.team.promises.models import Promise


def require_engineer(confirmed_by: Employee | None, promise: Promise | None = None) -> None:
    """Raise Refused by guard 3 unless the person who confirmed the date is an engineer."""
    if confirmed_by is not None and confirmed_by.has(Role.ENGINEER):
        return
    raise Refused(
        guard=Guard.DATES,
        reason=_("The engineers have not confirmed this date."),
        remedy=_("Ask an engineer: he confirms the date by moving the promise himself."),
        decides=Role.ENGINEER.label,
        subject=promise,
    )
