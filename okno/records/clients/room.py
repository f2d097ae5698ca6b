"""Registration of the room with the house."""

from okno.ground.ui.rooms import Room
from okno.records.clients.help import HELP
from okno.records.clients.search import search

ROOM = Room("clients", urls=True, api=True, search=search, search_place=0, help=HELP)
