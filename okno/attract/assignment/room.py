"""What assignment adds to the house."""

from django.utils.translation import gettext_lazy as _

from okno.attract.assignment.assign import assign_lead_of
from okno.attract.assignment.page_parts import lead_part, leads_part
from okno.attract.leads.decision import ASSIGNERS
from okno.attract.leads.help import HELP
from okno.ground.ui.offers import ATTRACT, ClockJob, Link
from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room
from okno.team.people.permissions import ALL, CLIENT_FACING

ROOM = Room(
    "assignment",
    urls=True,
    api=True,
    help=HELP,
    links=[
        Link(
            "assignment:answers", _("First answers"), "stopwatch", 20, ATTRACT, roles=CLIENT_FACING, rare=ALL
        ),
        Link(
            "assignment:assignment_rules",
            _("Rules of assignment"),
            "shuffle",
            30,
            ATTRACT,
            roles=CLIENT_FACING,
            rare=ALL,
        ),
    ],
    jobs=[ClockJob("okno.attract.assignment.jobs.pass_on_leads", 50)],
)

ASSIGNERS.register(assign_lead_of)
add_to_page("leads.lead", lead_part)
add_to_page("leads.leads", leads_part)
