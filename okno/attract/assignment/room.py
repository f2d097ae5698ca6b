"""What assignment adds to the house."""

from okno.attract.assignment.assign import assign_lead_of
from okno.attract.assignment.page_parts import lead_part, leads_part
from okno.attract.leads.decision import ASSIGNERS
from okno.attract.leads.help import HELP
from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room

ROOM = Room("assignment", urls=True, api=True, help=HELP)

ASSIGNERS.register(assign_lead_of)
add_to_page("leads.lead", lead_part)
add_to_page("leads.leads", leads_part)
