"""How people come in: employees are invited, nobody registers himself, and who has left stays outside."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from okno.people.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse | None:
        """Who has left is turned away as one whose sign-in is switched off; nothing is saved."""
        user.is_active = user.is_active and not user.has_left
        answer: HttpResponse | None = super().pre_login(request, user, **how)
        return answer
