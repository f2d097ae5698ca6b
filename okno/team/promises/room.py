"""Registration of the room with the house."""

from okno.ground.ui.rooms import Room
from okno.team.promises.help import HELP
from okno.team.promises.search import search

ROOM = Room(
    "promises",
    urls=True,
    api=True,
    search=search,
    search_place=80,
    help=HELP,
    panels=[
        ("clients.company", "promises:company_promises", 10),
        ("deals.deal", "promises:deal_promises", 40),
        ("delivery.order", "promises:order_promises", 20),
        ("people.employee", "promises:employee_promises", 30),
    ],
)
