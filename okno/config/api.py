"""The API door: every room's router in one OpenAPI document (/api/v1/openapi.json, /api/v1/docs)."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any, NoReturn

from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema

from okno.config.idempotency import HEADER, LONGEST_KEY, answer_once
from okno.config.problems import MEDIA_TYPE, speak_problems
from okno.config.tokens import Bearer
from okno.ui.api import PROBLEMS, Problem

ROOMS_WITH_API = [
    "people",
    "journal",
    "promises",
    "approvals",
    "clients",
    "catalog",
    "resources",
    "sales",
    "quotes",
    "contracts",
    "delivery",
    "billing",
    "compensation",
    "reports",
]
METHODS = {"get", "post", "put", "patch", "delete"}
KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The same key and the same request are done once and answered alike.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
}
PROBLEM_REF = {"schema": {"$ref": "#/components/schemas/Problem"}}


class OknoAPI(NinjaAPI):
    """Declares in every operation what the house answers centrally: problems and idempotency keys."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        schema["components"].setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
        for path in schema["paths"].values():
            for method, operation in path.items():
                if method in METHODS:
                    _declare(method, operation)
        return schema


def _declare(method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    for status in PROBLEMS:
        answers[status] = {"description": Problem.__doc__, "content": {MEDIA_TYPE: PROBLEM_REF}}
    if method != "get":
        operation.setdefault("parameters", []).append(KEY_PARAMETER)


api = OknoAPI(
    title="Okno",
    version="1.0.0",
    urls_namespace="api",
    auth=Bearer(),
    description="Sums are whole minor units (`*_minor`), rates are basis points (`*_bp`), dates end in "
    "`_on`, moments in `_at`. Errors are RFC 9457 problems; a guard's refusal is 409 with `guard`.",
)
speak_problems(api)
api.add_decorator(answer_once, mode="view")

for room in ROOMS_WITH_API:
    if (spec := find_spec(f"okno.{room}.api")) and spec.origin:
        api.add_router("", import_module(f"okno.{room}.api").router)


nowhere = Router()


@nowhere.api_operation([method.upper() for method in METHODS], "/{path:rest}", include_in_schema=False)
def no_such_address(request: HttpRequest, rest: str) -> NoReturn:
    """Last of all: an unknown address is a problem too, not a page."""
    raise Http404


api.add_router("", nowhere)
