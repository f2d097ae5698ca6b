"""What catalog adds to the house."""

from okno.ground.ui.rooms import Room
from okno.records.catalog.help import HELP
from okno.records.catalog.search import search

ROOM = Room("catalog", urls=True, api=True, search=search, search_place=70, help=HELP)
