"""How people come in: employees are invited, nobody registers himself, and who has left stays outside."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from okno.team.people.models import User

# Sentences of allauth that read badly: marked here, they take our words, which come before its own.
REWORDED = (
    gettext_noop("Forgot your password?"),
    gettext_noop("Password Reset"),
    gettext_noop("Reset My Password"),
    gettext_noop("Remember Me"),
    gettext_noop("Sign In"),
)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse | None:
        """Turn leavers away like accounts whose sign-in is switched off; nothing is saved."""
        user.is_active = user.is_active and not user.has_left
        answer: HttpResponse | None = super().pre_login(request, user, **how)
        return answer
