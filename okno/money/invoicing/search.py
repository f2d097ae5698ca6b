"""Search of invoices by number and of services by their client."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.ranking import PART_OF_NUMBER, bonus
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.money.invoicing.models import Invoice, Subscription
from okno.records.clients.numbering import numbered
from okno.team.people.models import Employee

MOST = 5
OF_CLIENT = 280


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return invoices for «2026-000123», «счет 123» or «123», and the services of clients found by name."""
    return [*_invoices(user, query), *_services(user, query)]


def _invoices(user: Employee, query: SearchQuery) -> list[SearchResult]:
    of_number = numbered("invoice", query) if query.names("счет", "invoice") else None
    if of_number is None:
        return []
    rows = Invoice.objects.visible_to(user).filter(of_number).select_related("company")
    return [
        SearchResult(
            str(_("Invoice {number}")).format(number=invoice.number),
            invoice.company.name,
            invoice.get_absolute_url(),
            "receipt",
            _("Invoices"),
            PART_OF_NUMBER + bonus(opened=query.was_opened(invoice)) - place,
            invoice.pk,
            "invoice",
        )
        for place, invoice in enumerate(rows.order_by("-year", "-pk")[:MOST])
    ]


def _services(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return running services of the clients that the query names; a client has only a few."""
    visible = Subscription.objects.visible_to(user).filter(company__in=list(query.companies))
    rows = visible.select_related("company").order_by("pk")[: 2 * MOST] if query.companies else ()
    lines = [
        SearchResult(
            service.title,
            service.company.name,
            service.get_absolute_url(),
            "arrow-repeat",
            _("Running services"),
            max(1, query.companies[service.company_id] - OF_CLIENT),
            service.pk,
            "service",
        )
        for service in rows
    ]
    return sorted(lines, key=lambda line: -line.score)[:MOST]
