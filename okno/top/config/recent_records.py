"""Records opened lately: the browser keeps their addresses, the server names what its reader may see."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db.models import Model
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import RecordPage
from okno.ground.ui.rooms import all_rooms
from okno.ground.ui.search import SearchResult
from okno.records.clients.models import Company
from okno.team.people.models import Employee

MOST = 12


@cache
def record_pages() -> dict[str, RecordPage]:
    """Return the pages of records that the rooms register, by the name of the page."""
    return {page.name: page for room in all_rooms().values() for page in room.record_pages}


def opened_lately(employee: Employee, paths: Sequence[str]) -> list[SearchResult]:
    """Return the records in this order, one query for each kind; what is gone, hidden or no record is left
    out.
    """
    places = [(path, place) for path in paths[:MOST] if (place := _place(path))]
    wanted: dict[str, set[int]] = defaultdict(set)
    for _path, (name, pk) in places:
        wanted[name].add(pk)
    records = {
        (name, record.pk): record for name, pks in wanted.items() for record in _visible(employee, name, pks)
    }
    return [
        _found(path, name, records[name, pk])
        for path, (name, pk) in dict(places).items()
        if (name, pk) in records
    ]


def company_here(employee: Employee, address: str) -> Company | None:
    """Return the client on whose page the employee stands."""
    place = _place(urlsplit(address).path)
    if place is None or place[0] != "clients:company":
        return None
    return Company.objects.visible_to(employee).outside().filter(pk=place[1]).first()


def _place(path: str) -> tuple[str, int] | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    pk = match.kwargs.get("pk", 0)
    # A number beyond the database's own is nobody's.
    return (match.view_name, pk) if match.view_name in record_pages() and 0 < pk < 2**63 else None


def _visible(employee: Employee, name: str, pks: set[int]) -> Any:
    model: Any = apps.get_model(record_pages()[name].model)
    related = [
        relation
        for relation in ("company", "contract")
        if any(field.name == relation for field in model._meta.fields)
    ]
    return model.objects.visible_to(employee).filter(pk__in=pks).select_related(*related)


def _found(path: str, name: str, thing: Model) -> SearchResult:
    page = record_pages()[name]
    company = getattr(thing, "company", None)
    whose = company.name if company and company != thing else ""
    subtitle = " · ".join(str(word) for word in (page.kind, whose) if word)
    return SearchResult(str(thing), subtitle, path, page.icon, _("Opened lately"), 0, thing.pk, "opened")
