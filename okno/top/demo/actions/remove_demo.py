"""The demo company goes, whole; an empty house with one owner stays."""

from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor, actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.identifiers import normalise_email
from okno.team.people.models import Employee, EmployeeRole, Role, User
from okno.top.demo.events import DemoRemoved
from okno.top.demo.mark import is_demo_house
from okno.top.demo.permissions import can_remove_demo

# Kinds of things and their permissions are of the program, not of the company.
KEPT = {"contenttypes.contenttype", "auth.permission"}


@action
def remove_demo(*, name: str, email: str, password: str, by: Actor, at: datetime) -> Employee:
    """Empty every table in one transaction, sign-ins and sessions too, and return the first employee.

    Raises Conflict where there is no demo.
    """
    allow(can_remove_demo(by))
    if not is_demo_house():
        raise Conflict(_("This is not the demo company: nothing was removed."))
    address = normalise_email(email)
    if not name.strip():
        raise Invalid(name=_("Write the name."))
    if not address:
        raise Invalid(email=_("This is not an e-mail address."))
    _empty_every_table()
    user = User.objects.create_user(address, password)
    owner = Employee.objects.create(user=user, name=name.strip(), email=address, hired_on=local_date(at))
    EmployeeRole.objects.create(employee=owner, role=Role.OWNER)
    (settings.VAR_DIR / "demo-sign-ins.txt").unlink(missing_ok=True)
    record(DemoRemoved, subject=owner, by=actor_of(owner), at=at, name=owner.name)
    return owner


def _empty_every_table() -> None:
    """Delete all rows: TRUNCATE on PostgreSQL asks no trigger; SQLite's triggers step aside, row by row."""
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.label_lower not in KEPT]
    tables = sorted({model._meta.db_table for model in models if model._meta.managed})
    # PostgreSQL truncates nothing while a foreign key of this transaction is still to be checked.
    connection.check_constraints()
    with connection.cursor() as cursor:
        triggers = _triggers() if connection.vendor == "sqlite" else {}
        for name in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        for statement in connection.ops.sql_flush(no_style(), tables, reset_sequences=True):
            cursor.execute(statement)
        for made in triggers.values():
            cursor.execute(made)


def _triggers() -> dict[str, str]:
    """Name → the statement that makes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())
