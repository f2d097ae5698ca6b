"""What can happen in this room. The names of the events are older than the room."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Event

LeadImported = Event(
    "deals.lead_imported",
    _("Loaded as history from {file}, line {line}: «{title}», {state}"),
)


LeadsLoaded = Event(
    "deals.leads_loaded", _("File {file} loaded: {history} of history, {fresh} new leads, {again} came again")
)


AgentMapped = Event(
    "deals.agent_mapped", _("«{agent}» of the loaded files is {employee}: {leads} leads, {deals} deals")
)
