"""The registration of the room."""

from okno.ground.ui.rooms import Room
from okno.money.invoicing.help import HELP
from okno.money.invoicing.search import search

ROOM = Room(
    "invoicing",
    urls=True,
    api=True,
    search=search,
    search_place=20,
    help=HELP,
    panels=[
        ("clients.company", "invoicing:company_services", 20),
        ("clients.company", "invoicing:company_invoices", 30),
        ("contracts.contract", "invoicing:contract_invoices", 10),
        ("contracts.contract", "invoicing:contract_services", 30),
        ("delivery.order", "invoicing:order_invoices", 10),
    ],
)
