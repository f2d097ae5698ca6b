"""Who knocks, and what a page answers when an action says no."""

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from okno.ground.journal.refusals import record_refusal
from okno.ground.kernel.actors import VISITOR, actor_of
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid, OknoError, Refused
from okno.ground.kernel.request_cache import reading
from okno.top.config.problems import problem

Handler = Callable[[HttpRequest], HttpResponse]
STATUS: dict[type[Exception], int] = {Refused: 409, Conflict: 409, Forbidden: 403, Invalid: 422}


class EmployeeMiddleware:
    """Put the signed-in employee on the request as `request.employee` (None for a visitor).

    He reads Okno in the language he chose once, on whichever machine he sits.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # PostgreSQL keeps no NUL: no address with one can name anything.
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path:
            return problem(400, "bad-request", _("The address holds a sign that nothing can be named by."))
        user = request.user
        employee = user.employee_or_none if user.is_authenticated else None
        request.employee = employee  # type: ignore[attr-defined]
        request.actor = VISITOR if employee is None else actor_of(employee)  # type: ignore[attr-defined]
        if user.is_authenticated and translation.check_for_language(user.language):
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        with reading() if request.method in ("GET", "HEAD") else nullcontext():
            answer = self.get_response(request)
        if user.is_authenticated and not answer.has_header("Cache-Control"):
            # After he has signed out nobody reads his pages from the browser's or a proxy's memory (guard 8).
            answer["Cache-Control"] = "private, no-store"
        return answer


class RefusalMiddleware:
    """Turn an action's error into a page or, for htmx, into a fragment; journal a guard's refusal.

    The action's transaction has been rolled back by now, so the refusal is journalled in one of its own.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OknoError):
            return None
        if isinstance(error, Refused):
            record_refusal(error, by=request.actor, door="page", where=request.path)  # type: ignore[attr-defined]
        template = "ui/refusal.html#refusal" if request.htmx else "ui/refusal.html"  # type: ignore[attr-defined]
        status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 409)
        return render(request, template, {"error": error}, status=status)
