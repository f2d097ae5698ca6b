"""What every page's door needs: who knocks, and what he may see."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Manager, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from okno.ground.kernel.actors import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from okno.team.people.models import Employee

P = ParamSpec("P")
Thing = TypeVar("Thing", bound=Model)


class StaffRequest(HttpRequest):
    """A request behind `signed_in`: `employee` is there. Only a type: no such object is ever made."""

    employee: "Employee"
    actor: Actor
    htmx: "HtmxDetails"


def signed_in(
    view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let employees in; a visitor goes to the sign-in page and comes back here after it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        staff: Any = request
        if staff.employee is not None:
            return view(staff, *args, **kwargs)
        # A user without an employee: he has left, and to sign in again would help him nothing.
        if request.user.is_authenticated:
            raise PermissionDenied
        # A part of a page cannot be redirected: the browser would put the sign-in page into a panel.
        if getattr(request, "htmx", False):
            here = staff.htmx.current_url_abs_path or "/"
            return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(here).url})
        return redirect_to_login(request.get_full_path())

    return guarded


def caller(request: HttpRequest) -> "Employee":
    """Return the employee on whose behalf an API call is made: the owner of its token."""
    staff: Any = request
    owner: Employee = staff.employee
    return owner


def actor(request: HttpRequest) -> Actor:
    """Return who acts by an API call: the token, in the name of its owner."""
    staff: Any = request
    acting: Actor = staff.actor
    return acting


def get_visible_or_404(things: "QuerySet[Thing] | Manager[Thing]", request: HttpRequest, pk: int) -> Thing:
    """Return the thing with this key if the reader may see it; raise Http404 otherwise (guard 8)."""
    visible: QuerySet[Thing] = things.visible_to(request.employee)  # type: ignore[attr-defined, union-attr]
    return get_object_or_404(visible, pk=pk)
