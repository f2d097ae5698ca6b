"""okno issue-token: a key to the API, from the console."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from okno.ground.kernel.actors import CONSOLE
from okno.ground.ui.commands import OknoCommand
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.models import ApiToken, Employee


class Command(OknoCommand):
    help = "Issue an API token of an employee and print its secret: it is never shown again"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="whose token it is")
        parser.add_argument("--name", required=True, help="what the token is for")
        parser.add_argument("--scope", choices=ApiToken.Scope.values, default=ApiToken.Scope.READ)

    def handle(self, *args: Any, **options: Any) -> None:
        owner = Employee.objects.filter(email=options["email"].lower()).first()
        if owner is None:
            raise CommandError(f"nobody here has the e-mail {options['email']}", returncode=1)
        fields = {"name": options["name"], "scope": options["scope"]}
        token, secret = issue_token(owner=owner, by=CONSOLE, at=timezone.now(), **fields)
        self.answer({"id": token.pk, "secret": secret}, secret)
