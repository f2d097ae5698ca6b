"""Registration of the room with the house."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import KEEP, TODAY, Link, Verb
from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room
from okno.records.clients.help import HELP
from okno.records.relations.page_parts import companies_part, company_part
from okno.team.people.permissions import SELLERS

ROOM = Room(
    "relations",
    urls=True,
    api=True,
    help=HELP,
    panels=[("people.employee", "relations:employee_companies", 10)],
    links=[
        Link("relations:close_day", _("Close the day"), "moon-stars", 40, TODAY, roles=SELLERS, key="z"),
        Link("relations:handovers", _("Hand-overs"), "arrow-left-right", 30, KEEP, roles=SELLERS, key="h"),
    ],
    verbs=[
        Verb(
            "relations:set_status",
            _("Set the status"),
            _("status;next step"),
            "signpost",
            50,
            roles=SELLERS,
            of_client=True,
        ),
        Verb(
            "relations:close_day", _("Close the day"), _("day;end the day"), "moon-stars", 70, roles=SELLERS
        ),
        Verb(
            "relations:hand_over_client",
            _("Hand the client over"),
            _("hand over"),
            "arrow-left-right",
            100,
            roles=SELLERS,
            of_client=True,
        ),
    ],
)

add_to_page("clients.company", company_part)
add_to_page("clients.companies", companies_part)
