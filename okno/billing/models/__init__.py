"""Running services, what we ask for them and what was paid."""

from okno.billing.models.invoices import BillingRun, Invoice, InvoiceLine, RunningService
from okno.billing.models.payments import Allocation, BankStatement, Payment

__all__ = ["Allocation", "BankStatement", "BillingRun", "Invoice", "InvoiceLine", "Payment", "RunningService"]
