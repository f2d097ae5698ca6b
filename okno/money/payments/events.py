"""The events of statements, payments and credit."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

InvoicePartlyPaid = Event(
    "payments.invoice_partly_paid",
    _("{amount_minor} received for invoice {number}, {left_minor} left to pay"),
    audience=Audience.PRICES,
    to_client=True,
)


CreditApplied = Event(
    "payments.credit_applied",
    _("{amount_minor} of the client's credit went to invoice {number}"),
    audience=Audience.PRICES,
)


StatementLoaded = Event(
    "payments.statement_loaded",
    _("Bank statement «{file_name}» loaded: {documents} documents, {added} of them new, {warnings} warnings"),
)


PaymentReceived = Event(
    "payments.payment_received",
    _("{amount_minor} received by payment {number} of {paid_on}"),
    audience=Audience.PRICES,
    to_client=True,
)


PaymentIgnored = Event(
    "payments.payment_ignored",
    _("Payment {number} of {paid_on} for {amount_minor} set aside: {reason}"),
    audience=Audience.PRICES,
)


PaymentReconsidered = Event(
    "payments.payment_reconsidered",
    _("Payment {number} of {paid_on} for {amount_minor} waits for a decision again"),
    audience=Audience.PRICES,
)
