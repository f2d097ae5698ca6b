"""Pages on which a person allocates a payment."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit
from okno.money.invoicing.models import Invoice
from okno.money.payments.actions.allocate_payment import allocate_payment
from okno.money.payments.forms import AllocationForm
from okno.money.payments.models import Payment
from okno.money.payments.permissions import can_allocate_payment
from okno.money.payments.views.payments import WITH_ALL, next_of
from okno.records.clients.models import Company

# A form of more invoices than this is no form; the oldest are paid first.
SHOWN = 100


@signed_in
def allocate_payment_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Render and take the form with a sum beside each open invoice of the client given by `company`.

    Without any sum the payment becomes the client's credit.
    """
    allow(can_allocate_payment(request.actor))
    record: Payment = get_visible_or_404(Payment.objects.select_related(*WITH_ALL), request, pk)
    company = record.company or _chosen(request)
    invoices = _open(request, record, company)
    form = AllocationForm(request.POST or None, invoices=invoices, left_minor=record.left_minor)

    def act(**_sums: int | None) -> Payment | str:
        allocate_payment(
            payment=record,
            company=company,
            allocations=form.allocations,
            by=request.actor,
            at=timezone.now(),
        )
        return next_of(request, record)

    context = {"payment": record, "company": company, "next": record.pk if request.GET.get("next") else ""}
    return submit(request, form, act, template="payments/allocate.html", context=context)


def _open(request: StaffRequest, payment: Payment, company: Company) -> list[Invoice]:
    """Return the invoices that the payment may be for, oldest first; for a sent form those named in it."""
    seen = Invoice.objects.visible_to(request.employee).order_by("due_on", "id")
    if request.method != "POST":
        owed = seen.filter(company=company, seller=payment.own_account.company_id, paid_on__isnull=True)
        return list(owed[:SHOWN])
    named = {name.removeprefix("invoice_") for name in request.POST if name.startswith("invoice_")}
    invoices = list(seen.filter(pk__in=[int(name) for name in named if name.isdigit() and len(name) < 19]))
    # Nothing may be lost silently: what is paid or another's is for the action to refuse in words.
    if len(invoices) < len(named):
        raise Http404
    return invoices


def _chosen(request: StaffRequest) -> Company:
    key = request.POST.get("company") or request.GET.get("company") or ""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    return get_visible_or_404(Company.objects.outside(), request, int(key))
