"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.kernel.events import Audience, Event

LeadRegistered = Event("sales.lead_registered", _("New lead, {channel}. {manager}: {rule}. {need}"))
LeadCameAgain = Event("sales.lead_came_again", _("The same lead came again, {channel}: {need}"))
LeadAssigned = Event("sales.lead_assigned", _("The lead is given to {manager}; before: {before}"))
LeadTurnedDown = Event("sales.lead_turned_down", _("The lead is turned down: {reason}"))
LeadImported = Event(
    "sales.lead_imported",
    _("Loaded as history from {file}, line {line}: «{title}», {state}"),
)
LeadsLoaded = Event(
    "sales.leads_loaded", _("File {file} loaded: {history} of history, {fresh} new leads, {again} came again")
)
AgentMapped = Event(
    "sales.agent_mapped", _("«{agent}» of the loaded files is {employee}: {leads} leads, {deals} deals")
)
DealOpened = Event(
    "sales.deal_opened",
    _("The lead is qualified: deal «{title}», {monthly_minor} a month, {owner}"),
    Audience.PRICES,
)
DealMoved = Event("sales.deal_moved", _("Deal «{title}»: {before} → {stage}"))
DealLost = Event(
    "sales.deal_lost",
    _("Deal «{title}» is lost at the stage {stage}: {reason}; attitude: {attitude}. {note}"),
)
DealHandedOver = Event(
    "sales.deal_handed_over", _("Deal «{title}»: {owner} leads it; before: {before}. {reason}")
)
DealReopened = Event("sales.deal_reopened", _("Deal «{title}» is open again; it was lost: {reason}"))
DealWon = Event("sales.deal_won", _("Deal «{title}» is won: the contract is signed on {signed_on}"))
