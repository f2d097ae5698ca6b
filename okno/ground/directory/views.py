"""The page of a list with its verbs; `pages` gives a room the addresses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.ground.directory.actions.add_item import add_item
from okno.ground.directory.actions.change_item import change_item
from okno.ground.directory.actions.order_items import order_items
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.directory.actions.return_item import return_item
from okno.ground.directory.directory import Directory, Line
from okno.ground.journal.changes import last_changes
from okno.ground.kernel.errors import allow
from okno.ground.kernel.row_ids import ids_of
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.edits import edit
from okno.ground.ui.submit import go_to, submit

STEPS = {"up": -1, "down": 1}


def pages(directory: Directory[Any], route: str) -> list[URLPattern]:
    """Return the addresses of a list under `route`, named by its noun: stages, add_stage, order_stages, …"""
    noun, nouns = directory.noun, directory.nouns
    item = f"{route}<int:pk>/"
    return [
        path(route, _bound(items_view, directory), name=nouns),
        path(f"{route}add/", _bound(add_item_view, directory), name=f"add_{noun}"),
        path(f"{route}order/", _bound(order_items_view, directory), name=f"order_{nouns}"),
        path(item, _bound(item_view, directory), name=noun),
        path(f"{item}change/", _bound(change_item_view, directory), name=f"change_{noun}"),
        path(f"{item}remove/", _bound(remove_item_view, directory), name=f"remove_{noun}"),
        path(f"{item}return/", _bound(return_item_view, directory), name=f"return_{noun}"),
    ]


def _bound(
    view: Callable[..., HttpResponseBase], directory: Directory[Any]
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def bound(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return view(request, directory, **kwargs)

    # The map lists a page in the room that owns the list.
    bound.__module__ = type(directory).__module__
    return bound


@signed_in
@require_safe
def items_view(request: StaffRequest, directory: Directory[Any]) -> HttpResponse:
    allow(directory.can_set(request.actor))
    rows = list(directory.rows())
    in_use = [item for item in rows if item.removed_at is None]
    context = {
        "directory": directory,
        "lines": _lines(directory, in_use, request),
        "warning": directory.warning(in_use),
        "removed": [item for item in rows if item.removed_at is not None],
    }
    return render(request, "directory/items.html", context)


@signed_in
def add_item_view(request: StaffRequest, directory: Directory[Any]) -> HttpResponse:
    allow(directory.can_set(request.actor))
    place = directory.read_place(request.GET)

    def act(**fields: Any) -> str:
        add_item(directory=directory, by=request.actor, at=timezone.now(), **{**fields, **place})
        return directory.address()

    form = directory.form(request.POST or None, place=place)
    context = {"directory": directory, "note": directory.add_note_at(place)}
    return submit(request, form, act, template="directory/form.html", context=context)


@signed_in
@require_safe
def item_view(request: StaffRequest, directory: Directory[Any], pk: int) -> HttpResponse:
    """Show the row of one item, which an edit that was given up returns to."""
    item = _item(request, directory, pk)
    if not request.htmx:
        return redirect(directory.names["change"], pk=item.pk)
    return _line(request, directory, pk)


@signed_in
def change_item_view(request: StaffRequest, directory: Directory[Any], pk: int) -> HttpResponse:
    item = _item(request, directory, pk)

    def act(**fields: Any) -> str:
        change_item(item=item, by=request.actor, at=timezone.now(), **fields)
        return directory.address()

    make: Any = lambda data: directory.form(data, item)  # noqa: E731
    context = {"directory": directory, "item": item}
    done = (lambda: _line(request, directory, pk)) if request.htmx else None
    template = "directory/line_form.html" if request.htmx else "directory/form.html"
    return edit(request, make, item, act, template=template, context=context, history=last_changes, done=done)


@signed_in
def remove_item_view(request: StaffRequest, directory: Directory[Any], pk: int) -> HttpResponse:
    item = _item(request, directory, pk)

    def act(**options: Any) -> str:
        remove_item(item=item, by=request.actor, at=timezone.now(), **options)
        return directory.address()

    context = {
        "directory": directory,
        "heading": directory.remove_title,
        "item": item,
        "note": directory.removal_note(item),
        "is_last": bool(directory.last_note) and len(directory.in_use()) == 1,
    }
    form = directory.removal_form(item, request.POST or None)
    return submit(request, form, act, template="directory/remove.html", context=context)


@signed_in
@require_POST
def return_item_view(request: StaffRequest, directory: Directory[Any], pk: int) -> HttpResponse:
    allow(directory.can_set(request.actor))
    item = get_object_or_404(directory.visible_to(request.employee), pk=pk)
    return_item(item=item, by=request.actor, at=timezone.now())
    return go_to(request, directory.address())


@signed_in
@require_POST
def order_items_view(request: StaffRequest, directory: Directory[Any]) -> HttpResponse:
    """`order` by a drag: the ids of a group; `item` and `step` by a button: one place up or down."""
    allow(directory.can_set(request.actor))
    order = ids_of(request.POST.getlist("order"))
    in_use = directory.in_use()
    if not order and in_use:
        named = [item for item in in_use if str(item.pk) == request.POST.get("item")]
        moved, step = (named or in_use)[0], STEPS.get(request.POST.get("step", ""), 0)
        order = [item.pk for item in in_use if directory.group_of(item) == directory.group_of(moved)]
        place = order.index(moved.pk)
        order.insert(max(0, place + (step if named else 0)), order.pop(place))
    order_items(directory=directory, order=order, by=request.actor, at=timezone.now())
    return redirect(directory.address())


def _item(request: StaffRequest, directory: Directory[Any], pk: int) -> Any:
    allow(directory.can_set(request.actor))
    return get_object_or_404(directory.visible_to(request.employee).filter(removed_at__isnull=True), pk=pk)


def _line(request: StaffRequest, directory: Directory[Any], pk: int) -> HttpResponse:
    line = next(
        candidate for candidate in _lines(directory, directory.in_use(), request) if candidate.item.pk == pk
    )
    context = {"directory": directory, "line": line, "focused": True}
    return render(request, "directory/line.html", context)


def _lines(directory: Directory[Any], items: list[Any], request: StaffRequest) -> list[Line[Any]]:
    """Return the lines of the page, each with its place in its group."""
    lines = directory.lines(items, request.employee)
    groups: dict[Any, list[Line[Any]]] = {}
    for line in lines:
        line.group = directory.group_of(line.item)
        groups.setdefault(line.group, []).append(line)
    for group in groups.values():
        group[0].is_first = group[-1].is_last = True
    return lines
