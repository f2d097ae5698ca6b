"""What resources adds to the house."""

from okno.ground.ui.rooms import Room
from okno.records.resources.help import HELP

ROOM = Room("resources", urls=True, api=True, help=HELP)
