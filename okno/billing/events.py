"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.kernel.events import Audience, Event

InvoiceIssued = Event(
    "billing.invoice_issued",
    _("Invoice {number} for {gross_minor} issued, to be paid by {due_on}"),
    audience=Audience.PRICES,
    to_client=True,
)
InvoicePaid = Event(
    "billing.invoice_paid",
    _("Invoice {number} for {gross_minor} paid in full"),
    audience=Audience.PRICES,
    to_client=True,
)
InvoicePartlyPaid = Event(
    "billing.invoice_partly_paid",
    _("{amount_minor} received for invoice {number}, {left_minor} left to pay"),
    audience=Audience.PRICES,
    to_client=True,
)
CreditApplied = Event(
    "billing.credit_applied",
    _("{amount_minor} of the client's credit went to invoice {number}"),
    audience=Audience.PRICES,
)
ServicesStarted = Event(
    "billing.services_started", _("Services of contract {number} run from {starts_on}: {titles}")
)
ServiceEnded = Event("billing.service_ended", _("«{title}» ends on {ends_on}: {reason}"))
BillingRunStarted = Event("billing.billing_run_started", _("Billing through {through_on} started"))
BillingRunFinished = Event(
    "billing.billing_run_finished",
    _("Billing through {through_on} finished: {invoices} invoices for {gross_minor}, {problems} not billed"),
    audience=Audience.PRICES,
)
StatementLoaded = Event(
    "billing.statement_loaded",
    _("Bank statement «{file_name}» loaded: {documents} documents, {added} of them new, {warnings} warnings"),
)
PaymentReceived = Event(
    "billing.payment_received",
    _("{amount_minor} received by payment {number} of {paid_on}"),
    audience=Audience.PRICES,
    to_client=True,
)
PaymentIgnored = Event(
    "billing.payment_ignored",
    _("Payment {number} of {paid_on} for {amount_minor} set aside: {reason}"),
    audience=Audience.PRICES,
)
PaymentReconsidered = Event(
    "billing.payment_reconsidered",
    _("Payment {number} of {paid_on} for {amount_minor} waits for a decision again"),
    audience=Audience.PRICES,
)
