"""Invoices by number and services by their client for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.billing.models import Invoice, RunningService
from okno.clients.numbering import numbered
from okno.people.models import Employee
from okno.ui.ranking import PART_OF_NUMBER, bonus
from okno.ui.search import Asked, Found

MOST = 5
OF_CLIENT = 280


def search(user: Employee, asked: Asked) -> list[Found]:
    """«2026-000123», «счет 123» or «123» is an invoice; a client's name finds what runs for him."""
    return [*_invoices(user, asked), *_services(user, asked)]


def _invoices(user: Employee, asked: Asked) -> list[Found]:
    of_number = numbered("invoice", asked) if asked.names("счет", "invoice") else None
    if of_number is None:
        return []
    found = Invoice.objects.visible_to(user).filter(of_number).select_related("company")
    return [
        Found(
            str(_("Invoice {number}")).format(number=one.number),
            one.company.name,
            one.get_absolute_url(),
            "receipt",
            _("Invoices"),
            PART_OF_NUMBER + bonus(opened=asked.was_opened(one)) - place,
            one.pk,
            "invoice",
        )
        for place, one in enumerate(found.order_by("-year", "-pk")[:MOST])
    ]


def _services(user: Employee, asked: Asked) -> list[Found]:
    """By the client: there are few services to one of them."""
    found = RunningService.objects.visible_to(user).filter(company__in=list(asked.companies))
    rows = found.select_related("company").order_by("pk")[: 2 * MOST] if asked.companies else ()
    lines = [
        Found(
            one.title,
            one.company.name,
            one.get_absolute_url(),
            "arrow-repeat",
            _("Running services"),
            max(1, asked.companies[one.company_id] - OF_CLIENT),
            one.pk,
            "service",
        )
        for one in rows
    ]
    return sorted(lines, key=lambda line: -line.score)[:MOST]
