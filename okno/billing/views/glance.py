"""Money at a glance, for the header of a client's page."""

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.billing.balance import balance_of
from okno.billing.models import Invoice, Payment, RunningService
from okno.billing.permissions import sees_money
from okno.clients.models import Company
from okno.kernel.clock import local_date
from okno.people.doors import StaffRequest, one_visible, signed_in


@signed_in
@require_safe
def company_glance(request: StaffRequest, pk: int) -> HttpResponse:
    """What he pays a month and what he owes; nothing for those whose work is not about this money."""
    company: Company = one_visible(Company.objects.all(), request, pk)
    by, on = request.employee, local_date(timezone.now())
    if not sees_money(by):
        return HttpResponse()
    invoices = Invoice.objects.visible_to(by)
    services = RunningService.objects.visible_to(by).running(on).filter(company=company)
    is_seen = services.exists() or invoices.filter(company=company).exists()
    if company.is_client and not is_seen:
        # Another's client: a zero would be a lie.
        return HttpResponse()
    context = {
        "monthly_minor": services.aggregate(sum=Sum("monthly_minor"))["sum"] or 0,
        "balance": balance_of(company.pk, invoices, Payment.objects.visible_to(by), on=on),
        "is_seen": is_seen,
    }
    return render(request, "billing/company_glance.html", context)
