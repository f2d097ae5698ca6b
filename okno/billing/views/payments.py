"""Pages of payments."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.billing.actions.ignore_payment import ignore_payment
from okno.billing.actions.match_payments import match_payments
from okno.billing.actions.reconsider_payment import reconsider_payment
from okno.billing.balance import balance_of
from okno.billing.choices import choices_for
from okno.billing.forms_payments import IgnoreForm
from okno.billing.models import Invoice, Payment
from okno.billing.permissions import can_allocate_payment, can_match_payments
from okno.clients.models import Company
from okno.journal.models import Entry
from okno.journal.stream import Stream
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.lists import count_text, page_of
from okno.ui.submit import go_to, submit

ENTRIES_SHOWN = 30
PANEL_SHOWS = 8
FOUND_SHOWS = 8
WITH_ALL = ("company", "own_account__company", "statement")


@signed_in
@require_safe
def payments(request: StaffRequest) -> HttpResponse:
    view = request.GET.get("view", "received")
    shown = Payment.objects.visible_to(request.employee).in_view(view).select_related("company")
    context = {
        "page": page_of(request, shown),
        "view": view,
        "may_allocate": can_allocate_payment(request.employee),
    }
    return render(request, "billing/payments.html", context)


@signed_in
@require_safe
def payment(request: StaffRequest, pk: int) -> HttpResponse:
    one: Payment = one_visible(Payment.objects.select_related(*WITH_ALL), request, pk)
    may_allocate = can_allocate_payment(request.employee)
    waits = one.status == Payment.Status.UNCLEAR
    wanted = request.GET.get("q", "").strip()
    why, choices = choices_for(one) if waits and may_allocate else (one.why, [])
    found = Company.objects.visible_to(request.employee).outside()
    entries = Entry.objects.visible_to(request.employee).about(one).select_related("by", "company")
    context = {
        "payment": one,
        "allocations": one.allocations.select_related("invoice", "by"),
        "may_allocate": may_allocate,
        "why": why,
        "choices": choices,
        "stream": Stream(list(entries[:ENTRIES_SHOWN]), next_url=""),
        "q": wanted,
        "next": f"next={one.pk}" if request.GET.get("next") else "",
        "found": found.matching(wanted)[:FOUND_SHOWS] if waits and may_allocate and wanted else [],
    }
    return render(request, "billing/payment.html", context)


@signed_in
@require_safe
def unclear_payments(request: StaffRequest) -> HttpResponse:
    """One at a time, the oldest first; `?after=` leaves one for later."""
    allow(can_allocate_payment(request.employee))
    waiting = Payment.objects.visible_to(request.employee).unclear().order_by("paid_on", "id")
    left_for_later = Payment.objects.filter(pk=_number(request.GET.get("after"))).first()
    following = waiting.after(left_for_later) if left_for_later else waiting
    one = following.select_related(*WITH_ALL).first()
    why, choices = choices_for(one) if one else ("", [])
    context = {
        "payment": one,
        "why": why,
        "choices": choices,
        "count_text": count_text(waiting),
        "left_some": left_for_later is not None and waiting.exists(),
        "may_match": can_match_payments(request.employee),
        "next": f"next={one.pk}" if one else "",
    }
    return render(request, "billing/unclear.html", context)


@signed_in
def ignore(request: StaffRequest, pk: int) -> HttpResponse:
    allow(can_allocate_payment(request.employee))
    one: Payment = one_visible(Payment.objects.select_related(*WITH_ALL), request, pk)

    def act(reason: str) -> Payment | str:
        ignore_payment(payment=one, reason=reason, by=request.employee, at=timezone.now())
        return next_of(request, one)

    return submit(request, IgnoreForm, act, template="billing/ignore.html", context={"payment": one})


@signed_in
@require_POST
def reconsider(request: StaffRequest, pk: int) -> HttpResponse:
    one: Payment = one_visible(Payment.objects.all(), request, pk)
    return go_to(request, reconsider_payment(payment=one, by=request.employee, at=timezone.now()))


@signed_in
@require_POST
def match_again(request: StaffRequest) -> HttpResponse:
    match_payments(by=request.employee, at=timezone.now())
    return redirect("billing:unclear_payments")


@signed_in
@require_safe
def company_payments(request: StaffRequest, pk: int) -> HttpResponse:
    company: Company = one_visible(Company.objects.all(), request, pk)
    shown = Payment.objects.visible_to(request.employee).filter(company=company).order_by("-paid_on", "-id")
    return render(
        request, "billing/company_payments.html", {"payments": shown[:PANEL_SHOWS], "company": company}
    )


@signed_in
@require_safe
def company_balance(request: StaffRequest, pk: int) -> HttpResponse:
    """Figures for the header of a client's page; zeros of what may not be seen are not shown as zeros."""
    company: Company = one_visible(Company.objects.all(), request, pk)
    invoices = Invoice.objects.visible_to(request.employee)
    received = Payment.objects.visible_to(request.employee)
    context: dict[str, Any] = {
        "company": company,
        "balance": balance_of(company.pk, invoices, received, on=local_date(timezone.now())),
        "is_seen": invoices.filter(company=company).exists() or received.filter(company=company).exists(),
    }
    return render(request, "billing/company_balance.html", context)


def next_of(request: StaffRequest, payment: Payment) -> Payment | str:
    """Where the decision was asked for: the next one of those that wait, or the payment itself."""
    one_by_one = request.POST.get("next") or request.GET.get("next")
    return f"{reverse('billing:unclear_payments')}?after={payment.pk}" if one_by_one else payment


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
