"""What reports adds to the house."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import ATTRACT, FULFIL, REPORTS, Link
from okno.ground.ui.rooms import Room
from okno.read.today.help import HELP
from okno.team.people.models import Role
from okno.team.people.permissions import CLIENT_FACING, HEADS, TECHNICIANS

ROOM = Room(
    "reports",
    urls=True,
    api=True,
    help=HELP,
    links=[
        Link(
            "reports:plan",
            _("Sales plan"),
            "bullseye",
            70,
            ATTRACT,
            roles=CLIENT_FACING,
            key="j",
            also=_("sales plan;forecast"),
        ),
        Link(
            "reports:volumes",
            _("Expected volumes"),
            "graph-up",
            50,
            FULFIL,
            roles=(*TECHNICIANS, *HEADS),
            rare=HEADS,
        ),
        Link("reports:advisor", _("Team advisor"), "compass", 10, REPORTS, roles=(*HEADS, Role.MARKETER)),
        Link("reports:funnel", _("Funnel"), "funnel-fill", 20, REPORTS, roles=CLIENT_FACING),
        Link(
            "reports:losses",
            _("Losses"),
            "x-octagon",
            30,
            REPORTS,
            roles=CLIENT_FACING,
            also=_("reasons of losses"),
        ),
        Link("reports:sources", _("Sources"), "signpost-split", 40, REPORTS, roles=CLIENT_FACING),
    ],
)
