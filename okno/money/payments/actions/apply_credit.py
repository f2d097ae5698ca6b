"""Apply what a client has paid already to the invoices that they owe."""

from datetime import datetime

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.money.invoicing.models import Invoice
from okno.money.payments.credit import settle
from okno.money.payments.permissions import can_apply_credit
from okno.records.clients.models import Company


@action
def apply_credit(*, company: Company, by: Actor, at: datetime) -> int:
    """Apply advances and overpayments to open invoices, seller by seller; return the kopecks applied."""
    allow(can_apply_credit(by))
    sellers = Invoice.objects.filter(company=company).order_by("seller").values_list("seller", flat=True)
    return sum(settle(client=company.pk, seller=seller, by=by, at=at) for seller in sellers.distinct())
