"""What people adds to the house."""

from okno.ground.ui.rooms import Room
from okno.team.people.help import HELP
from okno.team.people.search import search

ROOM = Room("people", urls=True, api=True, search=search, search_place=60, help=HELP)
