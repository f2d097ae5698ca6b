"""What config adds to the house."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import TODAY, Link
from okno.ground.ui.rooms import Room
from okno.team.people.models import Role
from okno.top.config.help import HELP

ROOM = Room(
    "config",
    urls=True,
    help=HELP,
    links=[Link("config:first_steps", _("First steps"), "signpost-2", 10, TODAY, roles=(Role.OWNER,))],
)
