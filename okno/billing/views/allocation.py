"""Pages where a person says what a payment is for."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from okno.billing.actions.allocate_payment import allocate_payment
from okno.billing.forms_payments import AllocationForm
from okno.billing.models import Invoice, Payment
from okno.billing.permissions import can_allocate_payment
from okno.billing.views.payments import WITH_ALL, next_of
from okno.clients.models import Company
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.submit import submit

# A form of more invoices than this is no form; the oldest are paid first.
SHOWN = 100


@signed_in
def allocate(request: StaffRequest, pk: int) -> HttpResponse:
    """A sum beside each open invoice of the client given by `company`; no sums at all make it his credit."""
    allow(can_allocate_payment(request.employee))
    one: Payment = one_visible(Payment.objects.select_related(*WITH_ALL), request, pk)
    company = one.company or _chosen(request)
    invoices = _open(request, one, company)
    form = AllocationForm(request.POST or None, invoices=invoices, left_minor=one.left_minor)

    def act(**_sums: int | None) -> Payment | str:
        allocate_payment(
            payment=one,
            company=company,
            allocations=form.allocations,
            by=request.employee,
            at=timezone.now(),
        )
        return next_of(request, one)

    context = {"payment": one, "company": company, "next": one.pk if request.GET.get("next") else ""}
    return submit(request, form, act, template="billing/allocate.html", context=context)


def _open(request: StaffRequest, payment: Payment, company: Company) -> list[Invoice]:
    """What the payment may be for, the oldest first; of a form sent, exactly the invoices in it."""
    seen = Invoice.objects.visible_to(request.employee).order_by("due_on", "id")
    if request.method != "POST":
        owed = seen.filter(company=company, seller=payment.own_account.company_id, paid_on__isnull=True)
        return list(owed[:SHOWN])
    named = {name.removeprefix("invoice_") for name in request.POST if name.startswith("invoice_")}
    found = list(seen.filter(pk__in=[int(name) for name in named if name.isdigit() and len(name) < 19]))
    # Nothing may be lost silently: what is paid or another's is for the action to refuse in words.
    if len(found) < len(named):
        raise Http404
    return found


def _chosen(request: StaffRequest) -> Company:
    asked = request.POST.get("company") or request.GET.get("company") or ""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    return one_visible(Company.objects.outside(), request, int(asked))
