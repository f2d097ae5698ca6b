"""Who stands at a door: the pages' and the API's way to the employee."""

from django.http import HttpRequest

from okno.people.models import ApiToken, Employee
from okno.ui.doors import StaffRequest, one_visible, signed_in

__all__ = ["StaffRequest", "caller", "one_visible", "signed_in"]


def caller(request: HttpRequest) -> Employee:
    """The employee on whose behalf an API call is made: the owner of its token."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    return token.owner
