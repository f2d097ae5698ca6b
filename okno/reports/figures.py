"""Attracting and keeping side by side, in four figures."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet, Sum

from okno.billing.models import Invoice, RunningService
from okno.clients.models import Company
from okno.people.models import Employee
from okno.sales.models import Deal


@dataclass(frozen=True)
class Figures:
    """Counts, and sums in kopecks as this person may see them: a month's fees are as the contracts say."""

    deals: int
    deals_minor: int
    clients: int
    fees_minor: int
    debt_minor: int


def figures_of(employee: Employee, clients: QuerySet[Company], on: date) -> Figures:
    """Open deals against running services and overdue debt of these clients, on a day."""
    deals = Deal.objects.visible_to(employee).open().aggregate(n=Count("pk"), s=Sum("monthly_minor"))
    services = RunningService.objects.visible_to(employee).running(on).filter(company__in=clients)
    debts = Invoice.objects.visible_to(employee).overdue(on).filter(company__in=clients)
    return Figures(
        deals=deals["n"],
        deals_minor=deals["s"] or 0,
        clients=services.values("company").distinct().count(),
        fees_minor=services.aggregate(s=Sum("monthly_minor"))["s"] or 0,
        debt_minor=debts.aggregate(s=Sum(F("gross_minor") - F("paid_minor")))["s"] or 0,
    )
