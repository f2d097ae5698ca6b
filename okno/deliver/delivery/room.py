"""The registration of the room."""

from okno.deliver.delivery.help import HELP
from okno.deliver.delivery.search import search
from okno.ground.ui.rooms import Room

ROOM = Room(
    "delivery",
    urls=True,
    api=True,
    search=search,
    search_place=50,
    help=HELP,
    panels=[
        ("clients.company", "delivery:company_orders", 80),
        ("contracts.contract", "delivery:contract_order", 20),
    ],
)
