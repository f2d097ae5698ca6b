"""The registration of the room."""

from django.utils.translation import gettext_lazy as _

from okno.deliver.contracts.help import HELP
from okno.deliver.contracts.search import search
from okno.ground.ui.offers import FULFIL, Link, RecordPage
from okno.ground.ui.rooms import Room
from okno.team.people.permissions import CLIENT_MONEY

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
    links=[Link("contracts:contracts", _("Contracts"), "pen", 10, FULFIL, roles=CLIENT_MONEY, key="k")],
    record_pages=[RecordPage("contracts:contract", "contracts.Contract", "pen", _("Contract"))],
)
