"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.kernel.events import Audience, Event

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
ClientHandedOver = Event(
    "clients.client_handed_over", _("The client is handed over: {giver} → {receiver}. {note}")
)
HandoverAcknowledged = Event(
    "clients.handover_acknowledged",
    _("{receiver} has taken the client over, the relationship is {rating} of 5. {impression}"),
)
DayClosed = Event("clients.day_closed", _("Day closed: {closed_on}. Clients with a fresh status: {count}"))
ContactChanged = Event("clients.contact_changed", _("{name}: {changes}"))
ContactLeft = Event("clients.contact_left", _("{name} is no longer there"))
ContactReturned = Event("clients.contact_returned", _("{name} is there again"))
SeasonSet = Event("clients.season_set", _("Season by months: busy {busy}, dead {dead}"))
SeasonCleared = Event("clients.season_cleared", _("No season any more: all months are alike"))
# A letter to a client is where prices are named: it is not for those who do not read them (guard 8).
LetterSent = Event(
    "clients.letter_sent",
    _("Letter to {to}: {about}\n\n{text}"),
    audience=Audience.PRICES,
    to_client=True,
)
ContactForbidden = Event("clients.contact_forbidden", _("Nobody writes to {address} any more: {reason}"))
NoContactLifted = Event("clients.no_contact_lifted", _("{address} may be written to again: {reason}"))
