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
    *,
    employee: Employee,
    name: str | None = None,
    phone: str | None = None,
    position: str | None = None,
    by: Employee | None,
    at: datetime,
) -> Employee:
    """One's own; a head anybody's. What is None stays; the e-mail is a way to sign in, not a detail."""
    allow(can_change_profile(by, employee))
    given = {"name": name, "phone": phone, "position": position}
    fresh = {field: " ".join(text.split()) for field, text in given.items() if text is not None}
    if fresh.get("name") == "":
        raise Invalid(name=_("Write the name."))
    for field, text in fresh.items():
        if len(text) > LONGEST[field]:
            raise Invalid(**{field: _("This is too long.")})
    before = {field: getattr(employee, field) for field, text in fresh.items()}
    changed = [field for field in fresh if fresh[field] != before[field]]
    if not changed:
        return employee
    for field in changed:
        setattr(employee, field, fresh[field])
    employee.save(update_fields=changed)
    words = {"name": employee.name, "before": ", ".join(before[one] or "—" for one in changed)}
    record(ProfileChanged, subject=employee, company=None, by=by, at=at, fields=changed, **words)
    return employee
