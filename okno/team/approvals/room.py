"""Registration of the room with the house."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import TODAY, Link
from okno.ground.ui.rooms import Room
from okno.team.approvals.help import HELP
from okno.team.people.permissions import SELLERS

ROOM = Room(
    "approvals",
    urls=True,
    api=True,
    help=HELP,
    links=[Link("approvals:approvals", _("Approvals"), "patch-check", 50, TODAY, roles=SELLERS, key="a")],
)
