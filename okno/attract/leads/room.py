"""What leads adds to the house."""

from django.utils.translation import gettext_lazy as _

from okno.attract.leads.help import HELP
from okno.attract.leads.search import search
from okno.ground.ui.offers import ATTRACT, Link, RecordPage, Verb
from okno.ground.ui.rooms import Room
from okno.team.people.permissions import ALL, CLIENT_FACING, HEADS

ROOM = Room(
    "leads",
    urls=True,
    api=True,
    search=search,
    search_place=11,
    help=HELP,
    links=[
        Link("leads:leads", _("Leads"), "funnel", 10, ATTRACT, roles=CLIENT_FACING, key="l", thumb_place=40),
        Link(
            "leads:questions",
            _("Questions of the qualification"),
            "patch-question",
            60,
            ATTRACT,
            roles=HEADS,
            rare=ALL,
        ),
    ],
    creates=[Link("leads:register_lead", _("Lead"), "funnel", 10, roles=CLIENT_FACING)],
    verbs=[
        Verb(
            "leads:register_lead",
            _("New lead"),
            _("lead;add a lead;register a lead"),
            "funnel",
            10,
            roles=CLIENT_FACING,
        )
    ],
    record_pages=[RecordPage("leads:lead", "leads.Lead", "funnel", _("Lead"))],
)
