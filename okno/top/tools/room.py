"""What tools adds to the house."""

from okno.ground.ui.rooms import Room
from okno.top.config.help import HELP

ROOM = Room("tools", urls=True, help=HELP)
