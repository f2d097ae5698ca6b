"""The registration of the room."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import KEEP, MONEY, Link, RecordPage, Verb
from okno.ground.ui.rooms import Room
from okno.money.invoicing.help import HELP
from okno.money.invoicing.search import search
from okno.team.people.models import Role
from okno.team.people.permissions import CLIENT_MONEY, HEADS, MONEY_READERS

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
    links=[
        Link(
            "invoicing:services", _("Running services"), "arrow-repeat", 20, KEEP, roles=CLIENT_MONEY, key="s"
        ),
        Link(
            "invoicing:invoices",
            _("Invoices"),
            "receipt",
            10,
            MONEY,
            roles=CLIENT_MONEY,
            key="i",
            thumb_place=70,
        ),
        Link(
            "invoicing:billing_runs",
            _("Billing runs"),
            "calendar2-check",
            50,
            MONEY,
            roles=(*MONEY_READERS, Role.ASSISTANT),
            key="b",
            rare=HEADS,
        ),
    ],
    creates=[
        Link(
            "invoicing:start_billing_run",
            _("Billing run"),
            "calendar2-check",
            70,
            roles=(*MONEY_READERS, Role.ASSISTANT),
        )
    ],
    verbs=[
        Verb(
            "invoicing:start_billing_run",
            _("Start a billing run"),
            _("billing;issue invoices"),
            "calendar2-check",
            140,
            roles=(*MONEY_READERS, Role.ASSISTANT),
        )
    ],
    record_pages=[
        RecordPage("invoicing:invoice", "invoicing.Invoice", "receipt", _("Invoice")),
        RecordPage("invoicing:service", "invoicing.Subscription", "arrow-repeat", _("Running service")),
    ],
)
