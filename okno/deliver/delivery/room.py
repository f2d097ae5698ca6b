"""The registration of the room."""

from django.utils.translation import gettext_lazy as _

from okno.deliver.delivery.help import HELP
from okno.deliver.delivery.search import search
from okno.ground.ui.offers import FULFIL, Link, RecordPage
from okno.ground.ui.rooms import Room
from okno.team.people.permissions import MONEY_READERS, SELLERS, TECHNICIANS

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
    links=[
        Link(
            "delivery:orders",
            _("Orders"),
            "box-seam",
            20,
            FULFIL,
            roles=(*SELLERS, *TECHNICIANS, *MONEY_READERS),
            key="r",
            thumb_place=80,
        )
    ],
    record_pages=[RecordPage("delivery:order", "delivery.Order", "box-seam", _("Order"))],
)
