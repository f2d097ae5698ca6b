"""How a colleague is called, what he does and by which phone he is reached."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.changes import save_changes
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.team.people.events import ProfileChanged
from okno.team.people.models import Employee
from okno.team.people.permissions import can_change_profile

LONGEST = {"name": 200, "phone": 20, "position": 200}


@action
def change_profile(
    *,
    employee: Employee,
    name: str | None = None,
    phone: str | None = None,
    position: str | None = None,
    by: Actor,
    at: datetime,
) -> Employee:
    """Change one's own details, or as a head anybody's, and return the employee.

    None leaves a detail as it was. The e-mail is a way to sign in and is not changed here.
    """
    allow(can_change_profile(by, employee))
    details = {"name": name, "phone": phone, "position": position}
    fresh = {field: " ".join(text.split()) for field, text in details.items() if text is not None}
    if fresh.get("name") == "":
        raise Invalid(name=_("Write the name."))
    for field, text in fresh.items():
        if len(text) > LONGEST[field]:
            raise Invalid(**{field: _("This is too long.")})
    if changes := save_changes(employee, fresh):
        record(ProfileChanged, subject=employee, by=by, at=at, name=employee.name, changes=changes)
    return employee
