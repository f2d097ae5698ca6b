"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

CompanyAdded = Event("clients.company_added", _("Company added: {name}"))


ContactAdded = Event("clients.contact_added", _("Contact added: {name}"))


BankAccountAdded = Event("clients.bank_account_added", _("Bank account added: {account}, BIK {bik}"))


BecameClient = Event("clients.became_client", _("{name} became a client on {since_on}"))


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
