"""Invoices by number and services by name for the palette."""

import re

from django.utils.translation import gettext_lazy as _

from okno.billing.models import Invoice, RunningService
from okno.clients.models import Company
from okno.people.models import Employee
from okno.ui.search import Found

MOST = 5
NUMBER = re.compile(r"(?:(20[0-9]{2})-)?0*([1-9][0-9]{0,8})")


def search(user: Employee, text: str) -> list[Found]:
    """«2026-000123», «2026-123» or «123» is an invoice; a client's name finds what runs for him."""
    return [*_invoices(user, text.strip()), *_services(user, text)]


def _invoices(user: Employee, text: str) -> list[Found]:
    match = NUMBER.fullmatch(text)
    if match is None:
        return []
    found = Invoice.objects.visible_to(user).filter(sequence=int(match[2])).select_related("company")
    if match[1]:
        found = found.filter(year=int(match[1]))
    return [
        Found(one.number, one.company.name, one.get_absolute_url(), "receipt", _("Invoices"))
        for one in found.order_by("-year", "-pk")[:MOST]
    ]


def _services(user: Employee, text: str) -> list[Found]:
    """By the client's name: the folded columns are his, and there are few services to one client."""
    clients = Company.objects.visible_to(user).clients().matching(text).order_by("sort_key")[:MOST]
    found = RunningService.objects.visible_to(user).filter(company__in=[one.pk for one in clients])
    return [
        Found(one.title, one.company.name, one.get_absolute_url(), "arrow-repeat", _("Running services"))
        for one in found.select_related("company").order_by("pk")[:MOST]
    ]
