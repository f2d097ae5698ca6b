"""Who knocks, and what a page answers when an action says no."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from okno.journal.refusals import record_refusal
from okno.kernel.errors import Conflict, Forbidden, Invalid, OknoError, Refused

Handler = Callable[[HttpRequest], HttpResponse]
STATUS = {Refused: 409, Conflict: 409, Forbidden: 403, Invalid: 422}


class EmployeeMiddleware:
    """Put the signed-in employee on the request as `request.employee` (None for a visitor)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.employee = user.employee_or_none if user.is_authenticated else None  # type: ignore[attr-defined]
        return self.get_response(request)


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
            record_refusal(error, by=request.employee, door="page", where=request.path)  # type: ignore[attr-defined]
        template = "ui/refusal.html#refusal" if request.htmx else "ui/refusal.html"  # type: ignore[attr-defined]
        return render(request, template, {"error": error}, status=STATUS.get(type(error), 409))
