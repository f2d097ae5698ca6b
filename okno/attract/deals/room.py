"""What deals adds to the house."""

from django.utils.translation import gettext_lazy as _

from okno.attract.deals.drilldown import narrow_leads
from okno.attract.deals.handovers import lead_part
from okno.attract.deals.queries import leads_of_deals
from okno.attract.deals.search import search
from okno.attract.leads.help import HELP
from okno.attract.leads.lists import DRILLDOWNS
from okno.attract.leads.queries import SEEN_THROUGH
from okno.ground.ui.offers import ATTRACT, Link, RecordPage
from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room
from okno.team.people.permissions import ALL, SELLERS

ROOM = Room(
    "deals",
    urls=True,
    api=True,
    search=search,
    search_place=10,
    help=HELP,
    panels=[("clients.company", "deals:company_deals", 50), ("deals.deal", "deals:deal_qualification", 10)],
    links=[
        Link("deals:deals", _("Deals"), "kanban", 40, ATTRACT, roles=SELLERS, key="d", thumb_place=30),
        Link(
            "deals:deal_handovers",
            _("Hand-overs of deals"),
            "arrow-left-right",
            50,
            ATTRACT,
            roles=SELLERS,
            rare=ALL,
        ),
    ],
    record_pages=[RecordPage("deals:deal", "deals.Deal", "kanban", _("Deal"))],
)

DRILLDOWNS.register(narrow_leads)
SEEN_THROUGH.register(leads_of_deals)
add_to_page("leads.lead", lead_part)
