"""What reports adds to the house."""

from okno.ground.ui.rooms import Room
from okno.read.today.help import HELP

ROOM = Room("reports", urls=True, api=True, help=HELP)
