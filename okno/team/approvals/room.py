"""Registration of the room with the house."""

from okno.ground.ui.rooms import Room
from okno.team.approvals.help import HELP

ROOM = Room("approvals", urls=True, api=True, help=HELP)
