"""What plans adds to the house."""

from okno.attract.leads.help import HELP
from okno.ground.ui.rooms import Room

ROOM = Room("plans", urls=True, api=True, help=HELP)
