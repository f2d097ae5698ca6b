"""Records opened lately: the browser keeps their addresses, the server names what its reader may see."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db.models import Model
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.search import SearchResult
from okno.records.clients.models import Company
from okno.team.people.models import Employee

MOST = 12
# Name of the page: the model, its icon, its kind in a word.
RECORDS: dict[str, tuple[str, str, Any]] = {
    "clients:company": ("clients.Company", "buildings", _("Client")),
    "deals:deal": ("deals.Deal", "kanban", _("Deal")),
    "leads:lead": ("leads.Lead", "funnel", _("Lead")),
    "quotes:quote": ("quotes.Quote", "file-earmark-text", _("Quote")),
    "contracts:contract": ("contracts.Contract", "pen", _("Contract")),
    "delivery:order": ("delivery.Order", "box-seam", _("Order")),
    "invoicing:invoice": ("invoicing.Invoice", "receipt", _("Invoice")),
    "invoicing:service": ("invoicing.Subscription", "arrow-repeat", _("Running service")),
    "promises:promise": ("promises.Promise", "clock-history", _("Promise")),
    "people:employee": ("people.Employee", "person-badge", _("Colleague")),
}


def opened_lately(employee: Employee, paths: Sequence[str]) -> list[SearchResult]:
    """Return the records in this order, one query for each kind; what is gone, hidden or no record is left
    out.
    """
    places = [(path, place) for path in paths[:MOST] if (place := _place(path))]
    wanted: dict[str, set[int]] = defaultdict(set)
    for _path, (name, pk) in places:
        wanted[name].add(pk)
    records = {(name, one.pk): one for name, pks in wanted.items() for one in _visible(employee, name, pks)}
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
    return (match.view_name, pk) if match.view_name in RECORDS and 0 < pk < 2**63 else None


def _visible(employee: Employee, name: str, pks: set[int]) -> Any:
    model: Any = apps.get_model(RECORDS[name][0])
    related = [
        one for one in ("company", "contract") if any(field.name == one for field in model._meta.fields)
    ]
    return model.objects.visible_to(employee).filter(pk__in=pks).select_related(*related)


def _found(path: str, name: str, thing: Model) -> SearchResult:
    _label, icon, kind = RECORDS[name]
    company = getattr(thing, "company", None)
    whose = company.name if company and company != thing else ""
    subtitle = " · ".join(str(word) for word in (kind, whose) if word)
    return SearchResult(str(thing), subtitle, path, icon, _("Opened lately"), 0, thing.pk, "opened")
