"""What a client has paid already goes to what he owes."""

from datetime import datetime

from okno.billing.credit import settle
from okno.billing.models import Invoice
from okno.billing.permissions import can_apply_credit
from okno.clients.models import Company
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee


@action
def apply_credit(*, company: Company, by: Employee | None, at: datetime) -> int:
    """Apply advances and overpayments to open invoices, seller by seller; kopecks applied, 0 when none."""
    allow(can_apply_credit(by))
    sellers = Invoice.objects.filter(company=company).order_by("seller").values_list("seller", flat=True)
    return sum(settle(client=company.pk, seller=seller, by=by, at=at) for seller in sellers.distinct())
