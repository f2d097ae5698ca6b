"""Errors of the API as RFC 9457 writes them, in the reader's language."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from okno.ground.journal.refusals import record_refusal
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid, Refused
from okno.ground.ui.access import StaffRequest

MEDIA_TYPE = "application/problem+json"


def problem(status: int, kind: str, detail: str, **more: object) -> HttpResponse:
    """`kind` is the stable name that programs compare; `detail` is a sentence for a person."""
    body = {"type": f"urn:okno:problem:{kind}", "title": HTTPStatus(status).phrase, "status": status}
    content = json.dumps({**body, "detail": detail, **more}, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE)


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    staff_request: StaffRequest = request  # type: ignore[assignment]
    record_refusal(error, by=staff_request.actor, door="api", where=request.path)
    return problem(
        409,
        "refused",
        str(error.reason),
        guard=int(error.guard),
        guard_name=str(error.guard_name),
        reason=str(error.reason),
        remedy=str(error.remedy),
        decides=str(error.decides),
    )


def _invalid(request: HttpRequest, error: Invalid) -> HttpResponse:
    errors = {name: [str(sentence)] for name, sentence in error.fields.items()}
    return problem(422, "invalid", str(error.reason), errors=errors)


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, "invalid", _("Check what was sent."), errors=_by_field(error.errors))


def _by_field(problems: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    for problem_of_field in problems:
        # The first steps name where it stood and the function's argument: nothing that a caller knows.
        steps = [str(step) for step in problem_of_field["loc"]]
        field = ".".join(steps[2:] if steps[0] == "body" and len(steps) > 2 else steps[1:]) or steps[0]
        errors.setdefault(field, []).append(str(problem_of_field["msg"]))
    return errors


def _conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    return problem(409, "conflict", str(error.reason))


def _forbidden(request: HttpRequest, error: Forbidden) -> HttpResponse:
    return problem(403, "forbidden", str(error.reason))


def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "not-found", _("There is no such thing here."))


def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = problem(401, "unauthorized", _("Send a token: Authorization: Bearer okno_…"))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "bad-request", str(error))


HANDLERS: dict[type[Exception], Any] = {
    Refused: _refused,
    Invalid: _invalid,
    ValidationError: _not_valid,
    Conflict: _conflict,
    Forbidden: _forbidden,
    Http404: _not_found,
    AuthenticationError: _unknown,
    HttpError: _http_error,
}


def speak_problems(api: NinjaAPI) -> None:
    """Let every error that the API may answer be a problem."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
