"""Events of leads."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

LeadRegistered = Event("leads.lead_registered", _("New lead, {channel}. {manager}: {rule}. {need}"))


LeadCameAgain = Event("leads.lead_came_again", _("The same lead came again, {channel}: {need}"))


LeadDisqualified = Event("leads.lead_disqualified", _("The lead is turned down: {reason}"))


MinimumPriceTold = Event(
    "leads.minimum_price_told",
    _("The minimum price is told to {whom}: {told_minor} a month"),
    Audience.PRICES,
)
