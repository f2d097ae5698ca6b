"""Pages of payments."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.ground.journal.models import Entry
from okno.ground.journal.timeline import Stream
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import count_text, page_of
from okno.ground.ui.submit import go_to, submit
from okno.money.invoicing.models import Invoice
from okno.money.payments.actions.ignore_payment import ignore_payment
from okno.money.payments.actions.match_payments import match_payments
from okno.money.payments.actions.reconsider_payment import reconsider_payment
from okno.money.payments.balance import balance_of
from okno.money.payments.choices import choices_for
from okno.money.payments.forms import IgnoreForm
from okno.money.payments.models import Payment
from okno.money.payments.permissions import can_allocate_payment, can_match_payments
from okno.records.clients.models import Company

ENTRIES_SHOWN = 30
PANEL_SHOWS = 8
FOUND_SHOWS = 8
WITH_ALL = ("company", "own_account__company", "statement")


@signed_in
@require_safe
def payments(request: StaffRequest) -> HttpResponse:
    view = request.GET.get("view", "received")
    visible = Payment.objects.visible_to(request.employee).in_view(view).select_related("company")
    context = {
        "page": page_of(request, visible),
        "view": view,
        "may_allocate": can_allocate_payment(request.actor),
    }
    return render(request, "payments/payments.html", context)


@signed_in
@require_safe
def payment(request: StaffRequest, pk: int) -> HttpResponse:
    record: Payment = get_visible_or_404(Payment.objects.select_related(*WITH_ALL), request, pk)
    may_allocate = can_allocate_payment(request.actor)
    waits = record.status == Payment.Status.UNCLEAR
    wanted = request.GET.get("q", "").strip()
    why, choices = choices_for(record) if waits and may_allocate else (record.why, [])
    companies = Company.objects.visible_to(request.employee).outside()
    entries = (
        Entry.objects.visible_to(request.employee).about(record).select_related("by", "token", "company")
    )
    context = {
        "payment": record,
        "allocations": record.allocations.select_related("invoice", "by"),
        "may_allocate": may_allocate,
        "why": why,
        "choices": choices,
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "q": wanted,
        "next": f"next={record.pk}" if request.GET.get("next") else "",
        "found": companies.matching(wanted)[:FOUND_SHOWS] if waits and may_allocate and wanted else [],
    }
    return render(request, "payments/payment.html", context)


@signed_in
@require_safe
def unclear_payments(request: StaffRequest) -> HttpResponse:
    """Render the waiting payments one at a time, the oldest first; `?after=` leaves one for later."""
    allow(can_allocate_payment(request.actor))
    waiting = Payment.objects.visible_to(request.employee).unclear().order_by("paid_on", "id")
    left_for_later = Payment.objects.filter(pk=_number(request.GET.get("after"))).first()
    following = waiting.after(left_for_later) if left_for_later else waiting
    record = following.select_related(*WITH_ALL).first()
    why, choices = choices_for(record) if record else ("", [])
    context = {
        "payment": record,
        "why": why,
        "choices": choices,
        "count_text": count_text(waiting),
        "left_some": left_for_later is not None and waiting.exists(),
        "may_match": can_match_payments(request.actor),
        "next": f"next={record.pk}" if record else "",
    }
    return render(request, "payments/unclear.html", context)


@signed_in
def ignore_payment_view(request: StaffRequest, pk: int) -> HttpResponse:
    allow(can_allocate_payment(request.actor))
    record: Payment = get_visible_or_404(Payment.objects.select_related(*WITH_ALL), request, pk)

    def act(reason: str) -> Payment | str:
        ignore_payment(payment=record, reason=reason, by=request.actor, at=timezone.now())
        return next_of(request, record)

    return submit(request, IgnoreForm, act, template="payments/ignore.html", context={"payment": record})


@signed_in
@require_POST
def reconsider_payment_view(request: StaffRequest, pk: int) -> HttpResponse:
    record: Payment = get_visible_or_404(Payment.objects.all(), request, pk)
    return go_to(request, reconsider_payment(payment=record, by=request.actor, at=timezone.now()))


@signed_in
@require_POST
def match_payments_view(request: StaffRequest) -> HttpResponse:
    match_payments(by=request.actor, at=timezone.now())
    return redirect("payments:unclear_payments")


@signed_in
@require_safe
def company_payments(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = get_visible_or_404(Company.objects.all(), request, pk)
    visible = Payment.objects.visible_to(request.employee).filter(company=company).order_by("-paid_on", "-id")
    return render(
        request, "payments/company_payments.html", {"payments": visible[:PANEL_SHOWS], "company": company}
    )


@signed_in
@require_safe
def company_balance(request: StaffRequest, pk: int) -> HttpResponse:
    """Render a client's balance; a reader who sees none of their money is shown no zeros instead."""
    company: Company = get_visible_or_404(Company.objects.all(), request, pk)
    invoices = Invoice.objects.visible_to(request.employee)
    received = Payment.objects.visible_to(request.employee)
    context: dict[str, Any] = {
        "company": company,
        "balance": balance_of(company.pk, invoices, received, on=local_date(timezone.now())),
        "is_seen": invoices.filter(company=company).exists() or received.filter(company=company).exists(),
    }
    return render(request, "payments/company_balance.html", context)


def next_of(request: StaffRequest, payment: Payment) -> Payment | str:
    """Return where to go after a decision: the next waiting payment, or the payment itself."""
    one_by_one = request.POST.get("next") or request.GET.get("next")
    return f"{reverse('payments:unclear_payments')}?after={payment.pk}" if one_by_one else payment


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
