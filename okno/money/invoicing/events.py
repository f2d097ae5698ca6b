"""The events of invoices, running services and billing runs."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

InvoiceIssued = Event(
    "invoicing.invoice_issued",
    _("Invoice {number} for {gross_minor} issued, to be paid by {due_on}"),
    audience=Audience.PRICES,
    to_client=True,
)


InvoicePaid = Event(
    "invoicing.invoice_paid",
    _("Invoice {number} for {gross_minor} paid in full"),
    audience=Audience.PRICES,
    to_client=True,
)


ServicesStarted = Event(
    "invoicing.services_started", _("Services of contract {number} run from {starts_on}: {titles}")
)


ServiceEnded = Event("invoicing.service_ended", _("«{title}» ends on {ends_on}: {reason}"))


BillingRunStarted = Event("invoicing.billing_run_started", _("Billing through {through_on} started"))


BillingRunFinished = Event(
    "invoicing.billing_run_finished",
    _("Billing through {through_on} finished: {invoices} invoices for {gross_minor}, {problems} not billed"),
    audience=Audience.PRICES,
)
