"""What can happen in this room. What engineers read (Audience.STAFF) names no price."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

QuoteDrafted = Event("quotes.quote_drafted", _("Quote {number} drafted"))
TermsChanged = Event(
    "quotes.terms_changed", _("Quote {number}: term {term_months} months, valid until {valid_until_on}")
)
LineAdded = Event(
    "quotes.line_added",
    _("Quote {number}: added «{title}», {quantity} × {monthly_minor} a month"),
    audience=Audience.PRICES,
)
LineChanged = Event(
    "quotes.line_changed",
    _("Quote {number}: changed «{title}», {quantity} × {monthly_minor} a month"),
    audience=Audience.PRICES,
)
LineRemoved = Event("quotes.line_removed", _("Quote {number}: removed «{title}»"))
FeasibilityAsked = Event("quotes.feasibility_asked", _("Engineers asked: «{title}» at {place}, {quantity}"))
FeasibilityConfirmed = Event(
    "quotes.feasibility_confirmed",
    _("Can be delivered: «{title}» at {place}, ready in {ready_days} working days, holds until {until_on}"),
)
FeasibilityRefused = Event(
    "quotes.feasibility_refused", _("Cannot be delivered: «{title}» at {place}. {note}")
)
PriceApprovalAsked = Event(
    "quotes.price_approval_asked",
    _("Quote {number}: approval asked for «{title}» below the floor"),
    audience=Audience.PRICES,
)
QuoteSent = Event(
    "quotes.quote_sent",
    _("Quote {number} sent: {monthly_minor} a month, {one_off_minor} one-off, valid until {valid_until_on}"),
    audience=Audience.PRICES,
    to_client=True,
)
QuoteAccepted = Event("quotes.quote_accepted", _("Quote {number} accepted by {name}"), to_client=True)
QuoteDeclined = Event("quotes.quote_declined", _("Quote {number} declined. {note}"), to_client=True)
QuoteRevised = Event("quotes.quote_revised", _("Quote {number} is prepared in place of {former}"))
QuoteExpired = Event("quotes.quote_expired", _("Quote {number} expired without an answer"))
