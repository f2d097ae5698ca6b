"""The button that applies a client's credit."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import go_to
from okno.money.payments.actions.apply_credit import apply_credit
from okno.records.clients.models import Company


@signed_in
@require_POST
def apply_credit_view(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = get_visible_or_404(Company.objects.all(), request, pk)
    apply_credit(company=company, by=request.actor, at=timezone.now())
    return go_to(request, company)
