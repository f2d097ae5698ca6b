"""The API door: every room's router in one OpenAPI document (/api/v1/openapi.json, /api/v1/docs)."""

from importlib import import_module
from typing import NoReturn

from django.http import Http404, HttpRequest
from ninja import Router

from okno.ground.ui.rooms import all_rooms, path_of_room
from okno.top.config.api.search import router as search_router
from okno.top.config.idempotency import answer_once
from okno.top.config.openapi import METHODS, OknoAPI
from okno.top.config.problems import speak_problems
from okno.top.config.tokens import Bearer

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

for room in all_rooms().values():
    if room.api:
        api.add_router("", import_module(f"{path_of_room(room.name)}.api").router)


api.add_router("", search_router)
nowhere = Router()


@nowhere.api_operation([method.upper() for method in METHODS], "/{path:rest}", include_in_schema=False)
def no_such_address(request: HttpRequest, rest: str) -> NoReturn:
    """Last of all: an unknown address is a problem too, not a page."""
    raise Http404


api.add_router("", nowhere)
