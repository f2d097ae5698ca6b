"""T1: a colleague joins, with roles and a way to sign in."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.identifiers import normalise_email
from okno.team.people.events import EmployeeInvited
from okno.team.people.models import Employee, EmployeeRole, Role, User
from okno.team.people.permissions import can_invite_employee


@action
def invite_employee(
    *,
    name: str,
    email: str,
    roles: Sequence[str],
    hired_on: date,
    position: str = "",
    phone: str = "",
    head: Employee | None = None,
    takes_leads: bool = False,
    password: str | None = None,
    by: Actor,
    at: datetime,
) -> Employee:
    """Without a password he sets one by a link from the sign-in page."""
    allow(can_invite_employee(by, roles))
    address = normalise_email(email)
    _check(name, address, roles)
    user = User.objects.create_user(address, password)
    employee = Employee.objects.create(
        user=user,
        name=name.strip(),
        email=address,
        position=position,
        phone=phone,
        head=head,
        takes_leads=takes_leads,
        hired_on=hired_on,
    )
    EmployeeRole.objects.bulk_create(
        EmployeeRole(employee=employee, role=role) for role in dict.fromkeys(roles)
    )
    role_names = [Role(role) for role in dict.fromkeys(roles)]
    record(EmployeeInvited, subject=employee, by=by, at=at, name=employee.name, roles=role_names)
    return employee


def _check(name: str, address: str, roles: Sequence[str]) -> None:
    if not name.strip():
        raise Invalid(name=_("Write the name."))
    if not address:
        raise Invalid(email=_("This is not an e-mail address."))
    if not roles or not set(roles) <= set(Role.values):
        raise Invalid(roles=_("Choose at least one role."))
    if User.objects.filter(email=address).exists():
        raise Invalid(email=_("Somebody already signs in with this e-mail."))
