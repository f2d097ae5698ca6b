"""Parts that assignment adds to the pages of leads."""

from typing import Any

from okno.attract.assignment.forms import GiveOutLeadsForm
from okno.attract.assignment.permissions import can_assign_lead, can_give_out_leads, can_release_leads
from okno.attract.leads.models import Lead
from okno.attract.leads.throttle import quarantined_leads
from okno.ground.kernel.actors import actor_of
from okno.ground.ui.lists import count_text
from okno.team.people.models import Employee


def lead_part(lead: Lead, reader: Employee) -> dict[str, Any]:
    """Return which verbs of assignment the page of a lead offers."""
    return {
        "may_assign": lead.is_new and can_give_out_leads(actor_of(reader)),
        "may_let_go": lead.is_quarantined and can_release_leads(actor_of(reader)),
        "may_take": lead.is_new
        and lead.assigned_to_id is None
        and can_assign_lead(actor_of(reader), lead, reader),
    }


def leads_part(view: str, reader: Employee) -> dict[str, Any]:
    """Return what the list of leads offers for marked ones, and how many are held for a head to look at."""
    may_let_go = can_release_leads(actor_of(reader))
    tells_held = may_let_go and view != "held" and quarantined_leads().exists()
    return {
        "may_let_go": may_let_go,
        "may_give": can_give_out_leads(actor_of(reader)),
        "form": GiveOutLeadsForm(),
        "held": count_text(quarantined_leads()) if tells_held else "",
    }
