"""How a colleague is called, what he does and by which phone he is reached."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.events import ProfileChanged
from okno.people.models import Employee
from okno.people.permissions import can_change_profile

LONGEST = {"name": 200, "phone": 20, "position": 200}


@action
def change_profile(
    *, employee: Employee, name: str, phone: str, position: str, by: Employee | None, at: datetime
) -> Employee:
    """One's own; a head anybody's. The e-mail is a way to sign in and is not changed here."""
    allow(can_change_profile(by, employee))
    fresh = {"name": " ".join(name.split()), "phone": phone.strip(), "position": " ".join(position.split())}
    if not fresh["name"]:
        raise Invalid(name=_("Write the name."))
    for field, text in fresh.items():
        if len(text) > LONGEST[field]:
            raise Invalid(**{field: _("This is too long.")})
    old = {field: getattr(employee, field) for field in fresh}
    if fresh == old:
        return employee
    for field, text in fresh.items():
        setattr(employee, field, text)
    employee.save(update_fields=list(fresh))
    before = ", ".join(text for text in old.values() if text)
    record(ProfileChanged, subject=employee, company=None, by=by, at=at, name=employee.name, before=before)
    return employee
