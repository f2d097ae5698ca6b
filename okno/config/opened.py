"""Records opened lately: the browser keeps their addresses, the server names what its reader may see."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db.models import Model
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from okno.clients.models import Company
from okno.people.models import Employee
from okno.ui.search import Found

MOST = 12
# Name of the page: the model, its icon, its kind in a word.
RECORDS: dict[str, tuple[str, str, Any]] = {
    "clients:company": ("clients.Company", "buildings", _("Client")),
    "sales:deal": ("sales.Deal", "kanban", _("Deal")),
    "sales:lead": ("sales.Lead", "funnel", _("Lead")),
    "quotes:quote": ("quotes.Quote", "file-earmark-text", _("Quote")),
    "contracts:contract": ("contracts.Contract", "pen", _("Contract")),
    "delivery:order": ("delivery.Order", "box-seam", _("Order")),
    "billing:invoice": ("billing.Invoice", "receipt", _("Invoice")),
    "billing:service": ("billing.RunningService", "arrow-repeat", _("Running service")),
    "promises:promise": ("promises.Promise", "clock-history", _("Promise")),
    "people:employee": ("people.Employee", "person-badge", _("Colleague")),
}


def opened_lately(employee: Employee, paths: Sequence[str]) -> list[Found]:
    """In the order given, one query for each kind; what is gone, foreign or no record is left out."""
    places = [(path, place) for path in paths[:MOST] if (place := _place(path))]
    wanted: dict[str, set[int]] = defaultdict(set)
    for _path, (name, pk) in places:
        wanted[name].add(pk)
    known = {(name, one.pk): one for name, pks in wanted.items() for one in _visible(employee, name, pks)}
    return [
        _found(path, name, known[name, pk])
        for path, (name, pk) in dict(places).items()
        if (name, pk) in known
    ]


def company_here(employee: Employee, address: str) -> Company | None:
    """The client on whose page one stands."""
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


def _found(path: str, name: str, thing: Model) -> Found:
    _label, icon, kind = RECORDS[name]
    company = getattr(thing, "company", None)
    whose = company.name if company and company != thing else ""
    subtitle = " · ".join(str(word) for word in (kind, whose) if word)
    return Found(str(thing), subtitle, path, icon, _("Opened lately"), 0, thing.pk, "opened")
