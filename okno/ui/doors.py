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

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from okno.people.models import Employee

P = ParamSpec("P")
Thing = TypeVar("Thing", bound=Model)


class StaffRequest(HttpRequest):
    """A request behind `signed_in`: `employee` is there. Only a type: no such object is ever made."""

    employee: "Employee"
    htmx: "HtmxDetails"


def signed_in(
    view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let employees in; a visitor goes to the sign-in page and comes back here after it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        known: Any = request
        if known.employee is not None:
            return view(known, *args, **kwargs)
        if request.user.is_authenticated:
            raise PermissionDenied
        if getattr(request, "htmx", False):
            here = known.htmx.current_url_abs_path or "/"
            return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(here).url})
        return redirect_to_login(request.get_full_path())

    return guarded


def caller(request: HttpRequest) -> "Employee":
    """The employee on whose behalf an API call is made: the owner of its token."""
    known: Any = request
    owner: Employee = known.employee
    return owner


def one_visible(things: "QuerySet[Thing] | Manager[Thing]", request: HttpRequest, pk: int) -> Thing:
    """The thing with this key that the one who asks may see; Http404 for all others (guard 8)."""
    visible: QuerySet[Thing] = things.visible_to(request.employee)  # type: ignore[attr-defined, union-attr]
    return get_object_or_404(visible, pk=pk)
