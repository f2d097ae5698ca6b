"""The outbox's registration in the product."""

from okno.ground.journal.help import HELP
from okno.ground.ui.rooms import Room

ROOM = Room("outbox", urls=True, api=True, help=HELP)
