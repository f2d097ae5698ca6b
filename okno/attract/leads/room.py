"""What leads adds to the house."""

from okno.attract.leads.help import HELP
from okno.attract.leads.search import search
from okno.ground.ui.rooms import Room

ROOM = Room("leads", urls=True, api=True, search=search, search_place=11, help=HELP)
