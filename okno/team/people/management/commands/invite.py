"""okno invite: a colleague joins from the console; the first owner of a fresh base too."""

import getpass
import sys
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from okno.ground.kernel.actors import CONSOLE
from okno.ground.ui.commands import OknoCommand
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Role


class Command(OknoCommand):
    help = "Invite an employee: okno invite olga@example.ru --name 'Olga' --role owner"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", action="append", required=True, choices=Role.values, dest="roles")
        parser.add_argument("--position", default="")
        parser.add_argument(
            "--hired-on", type=date.fromisoformat, default=None, help="2026-11-21; today if left out"
        )
        parser.add_argument("--takes-leads", action="store_true")
        parser.add_argument(
            "--password",
            action="store_true",
            help="ask for a password (read from the pipe when there is one)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        employee = invite_employee(
            name=options["name"],
            email=options["email"],
            roles=options["roles"],
            position=options["position"],
            hired_on=options["hired_on"] or timezone.localdate(),
            takes_leads=options["takes_leads"],
            password=self._password() if options["password"] else None,
            by=CONSOLE,
            at=timezone.now(),
        )
        data = {"id": employee.pk, "name": employee.name, "email": employee.email, "roles": options["roles"]}
        self.answer(data, f"{employee.pk}\t{employee.name}\t{employee.email}")

    def _password(self) -> str:
        password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        if not password:
            raise CommandError("an empty password", returncode=2)
        return password
