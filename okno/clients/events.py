"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.kernel.events import Event

CompanyAdded = Event("clients.company_added", _("Company added: {name}"))
ContactAdded = Event("clients.contact_added", _("Contact added: {name}"))
BankAccountAdded = Event("clients.bank_account_added", _("Bank account added: {account}, BIK {bik}"))
ManagerSet = Event("clients.manager_set", _("{manager} keeps the client from {starts_on}"))
ManagerHandedOver = Event(
    "clients.manager_handed_over", _("{manager} keeps the client from {starts_on} instead of {former}")
)
StatusSet = Event("clients.status_set", _("Status: {status_text}. Next step: {next_step}, {next_step_on}"))
StatusWithoutStep = Event("clients.status_without_step", _("Status: {status_text}. No next step"))
BecameClient = Event("clients.became_client", _("{name} became a client on {since_on}"))
