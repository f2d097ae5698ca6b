"""The registration of the room."""

from okno.deliver.contracts.help import HELP
from okno.deliver.contracts.search import search
from okno.ground.ui.rooms import Room

ROOM = Room(
    "contracts",
    urls=True,
    api=True,
    search=search,
    search_place=40,
    help=HELP,
    panels=[
        ("clients.company", "contracts:company_contracts", 70),
        ("deals.deal", "contracts:deal_contracts", 30),
        ("quotes.quote", "contracts:quote_contracts", 10),
    ],
)
