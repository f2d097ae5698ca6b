"""The API of a list; `directory_router` gives a room its operations."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field, create_model

from okno.ground.directory.actions.add_item import add_item
from okno.ground.directory.actions.change_item import change_item
from okno.ground.directory.actions.order_items import order_items
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.directory.actions.return_item import return_item
from okno.ground.directory.directory import Directory
from okno.ground.directory.models import DirectoryItem
from okno.ground.ui.access import actor, caller
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id

# A field of a body: its type, and what it is when left out (`...` demands it).
Fields = Mapping[str, tuple[Any, Any]]
# Every item in use of one group, from the first to the last.
Order = Annotated[list[Id], Field(max_length=500)]
Operation = Callable[..., Any]


class ItemAnswer(Answer):
    """`word` is what the item is called: its own `name`, or a built-in name in the caller's language."""

    id: int
    code: str
    name: str
    word: str
    position: int
    is_built_in: bool
    is_removed: bool

    @staticmethod
    def resolve_word(item: DirectoryItem) -> str:
        return str(item.word)

    @staticmethod
    def resolve_is_removed(item: DirectoryItem) -> bool:
        return item.removed_at is not None


def directory_router(
    directory: Directory[Any],
    path: str,
    *,
    answer: type[ItemAnswer],
    fields: Fields | None = None,
    fixed: Fields | None = None,
    removal: Fields | None = None,
) -> Router:
    """Return the operations of a list under `path`: list, add, order, change, remove, return.

    `fields` may be set and changed, `fixed` are set once by who adds, `removal` are the arguments of
    `Directory.clear`.
    """
    router = Router()
    fields, fixed = fields or {}, fixed or {}
    noun, nouns = directory.noun, directory.nouns
    name = Annotated[str, Field(max_length=directory.name_length)]
    left_out = {field: (kind | None, None) for field, (kind, _default) in fields.items()}
    add_body = _body(f"add_{noun}", {"name": (name, ...), **fixed, **fields})
    change_body = _body(f"change_{noun}", {"name": (name | None, None), **left_out})
    order_body = _body(f"order_{nouns}", {"order": (Order, ...)})
    remove_body = _body(f"remove_{noun}", removal) if removal else None
    shapes: dict[str, Any] = {"one": answer, "many": list[answer]}  # type: ignore[valid-type]
    single, many = {200: shapes["one"], **PROBLEMS}, {200: shapes["many"], **PROBLEMS}
    added = {201: shapes["one"], **PROBLEMS}
    for method, under, response, verb, operation in (
        ("GET", "", many, f"list_{nouns}", _list(directory)),
        ("POST", "", added, f"add_{noun}", _add(directory, add_body, fields)),
        ("POST", "/order", many, f"order_{nouns}", _order(directory, order_body)),
        ("PATCH", "/{int:id}", single, f"change_{noun}", _change(directory, change_body)),
        ("POST", "/{int:id}/remove", single, f"remove_{noun}", _remove(directory, remove_body)),
        ("POST", "/{int:id}/return", single, f"return_{noun}", _return(directory)),
    ):
        # The OpenAPI document names the operation so; the map lists it in the room that owns the list.
        operation.__name__, operation.__module__ = verb, type(directory).__module__
        router.api_operation([method], f"{path}{under}", response=response)(operation)
    return router


def _list(directory: Directory[Any]) -> Operation:
    def operation(request: HttpRequest) -> Any:
        """Items in use, in their order."""
        visible = directory.visible_to(caller(request))
        return directory.dress([item for item in visible if item.removed_at is None])

    return operation


def _add(directory: Directory[Any], shape: Any, fields: Fields) -> Operation:
    def operation(request: HttpRequest, body: shape) -> Any:
        """Add an item, the last of its group; its code is made of its name."""
        sent = body.model_dump()
        values = {name: sent[name] for name in ("name", *fields)} | directory.read_place(sent)
        item = add_item(directory=directory, by=actor(request), at=timezone.now(), **values)
        return Status(201, directory.dress([item])[0])

    return operation


def _order(directory: Directory[Any], shape: Any) -> Operation:
    def operation(request: HttpRequest, body: shape) -> Any:
        """Put the items of a group in another order. 409 when others have been added or removed meanwhile."""
        ordered = order_items(directory=directory, order=body.order, by=actor(request), at=timezone.now())
        return directory.dress(ordered)

    return operation


def _change(directory: Directory[Any], shape: Any) -> Operation:
    def operation(request: HttpRequest, id: int, body: shape) -> Any:
        """Change an item. What is left out, or null, stays as it is."""
        sent = body.model_dump(exclude_none=True)
        item = _item(directory, request, id)
        return directory.dress([change_item(item=item, by=actor(request), at=timezone.now(), **sent)])[0]

    return operation


def _remove(directory: Directory[Any], shape: Any) -> Operation:
    def remove(request: HttpRequest, id: int, **options: Any) -> Any:
        item = _item(directory, request, id)
        return directory.dress([remove_item(item=item, by=actor(request), at=timezone.now(), **options)])[0]

    def operation(request: HttpRequest, id: int) -> Any:
        """Remove an item: it is offered no more, and old records keep it."""
        return remove(request, id)

    def operation_with_body(request: HttpRequest, id: int, body: shape) -> Any:
        """Remove an item: it is offered no more, and old records keep it."""
        return remove(request, id, **body.model_dump())

    return operation_with_body if shape else operation


def _return(directory: Directory[Any]) -> Operation:
    def operation(request: HttpRequest, id: int) -> Any:
        """Put a removed item back at its place."""
        item = _item(directory, request, id)
        return directory.dress([return_item(item=item, by=actor(request), at=timezone.now())])[0]

    return operation


def _item(directory: Directory[Any], request: HttpRequest, key: int) -> Any:
    return get_object_or_404(directory.visible_to(caller(request)), pk=key)


def _body(verb: str, fields: Fields) -> Any:
    """Return the shape of a body, named as its verb: AddStageBody."""
    name = "".join(part.capitalize() for part in verb.split("_")) + "Body"
    return create_model(name, __base__=Body, **fields)  # type: ignore[call-overload]
