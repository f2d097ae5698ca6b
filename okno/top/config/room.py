"""What config adds to the house."""

from okno.ground.ui.rooms import Room
from okno.top.config.help import HELP

ROOM = Room("config", urls=True, help=HELP)
