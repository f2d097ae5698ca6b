"""Parts that payments add to the pages of invoices: the allocations, and whether credit may pay more."""

from typing import Any

from django.utils import timezone

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.money.invoicing.models import Invoice
from okno.money.payments.balance import balance_of
from okno.money.payments.models import Allocation, Payment
from okno.money.payments.permissions import can_apply_credit
from okno.records.clients.models import Company
from okno.team.people.models import Employee


def invoice_part(invoice: Invoice, reader: Employee) -> dict[str, Any]:
    """Return the allocations that paid the invoice and those that its advance paid."""
    return {
        "allocations": invoice.allocations.select_related("payment", "advance", "by"),
        "spent": Allocation.objects.filter(advance=invoice).select_related("invoice"),
    }


def invoices_panel_part(company: Company, reader: Employee) -> dict[str, Any]:
    """Return whether the client has a debt and credit to pay it with, and the reader may apply it."""
    visible, payments = Invoice.objects.visible_to(reader), Payment.objects.visible_to(reader)
    balance = balance_of(company.pk, visible, payments, on=local_date(timezone.now()))
    has_credit = bool(balance.debt_minor and (balance.credit_minor or balance.advance_minor))
    return {"may_apply": has_credit and can_apply_credit(actor_of(reader))}
