"""A client's money in the header of their page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.kernel.clock import local_date
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.money.invoicing.models import Invoice, Subscription
from okno.money.invoicing.permissions import sees_money
from okno.money.payments.balance import balance_of
from okno.money.payments.models import Payment
from okno.records.clients.models import Company


@signed_in
@require_safe
def company_glance(request: StaffRequest, pk: int) -> HttpResponse:
    """Render what the client pays a month and owes, or nothing for those who do not see money."""
    company: Company = get_visible_or_404(Company.objects.all(), request, pk)
    by, on = request.actor, local_date(timezone.now())
    if not sees_money(by.employee):
        return HttpResponse()
    invoices = Invoice.objects.visible_to(by.employee)
    running = Subscription.objects.visible_to(by.employee).running(on).filter(company=company)
    is_seen = running.exists() or invoices.filter(company=company).exists()
    if company.is_client and not is_seen:
        # Another's client: a zero would be a lie.
        return HttpResponse()
    context = {
        "monthly_minor": running.net_fees_minor(on),
        "balance": balance_of(company.pk, invoices, Payment.objects.visible_to(by.employee), on=on),
        "is_seen": is_seen,
    }
    return render(request, "payments/company_glance.html", context)
