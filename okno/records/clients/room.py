"""Registration of the room with the house."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import KEEP, FirstStep, Link, RecordPage, Verb
from okno.ground.ui.rooms import Room
from okno.records.clients.help import HELP
from okno.records.clients.models import BankAccount, Company
from okno.records.clients.search import search
from okno.team.people.models import Role
from okno.team.people.permissions import ALL, CLIENT_FACING, CLIENT_MONEY, SELLERS


def _own_company_detour() -> dict[str, Any]:
    """Return the way on to the bank account once the legal entity is there."""
    ours = Company.objects.own().order_by("pk").first()
    if ours is None:
        return {}
    return {"label": _("Add the bank account"), "url": reverse("clients:add_bank_account", args=[ours.pk])}


ROOM = Room(
    "clients",
    urls=True,
    api=True,
    search=search,
    search_place=0,
    help=HELP,
    links=[
        Link(
            "clients:companies",
            _("Clients"),
            "buildings",
            10,
            KEEP,
            key="c",
            also=_("companies;customers"),
            thumb_place=20,
        ),
        # The outbox stands below people and knows no roles: whoever writes letters shows the list of them.
        Link("outbox:outgoing_mails", _("Outgoing letters"), "send", 40, KEEP, roles=SELLERS, rare=ALL),
        Link(
            "clients:no_contacts",
            _("No letters to"),
            "envelope-slash",
            50,
            KEEP,
            roles=CLIENT_FACING,
            rare=ALL,
        ),
    ],
    creates=[Link("clients:add_company", _("Client"), "buildings", 30, roles=(*CLIENT_MONEY, Role.MARKETER))],
    verbs=[
        Verb(
            "clients:send_letter",
            _("Send a letter"),
            _("letter;write to the client;e-mail"),
            "envelope",
            60,
            roles=SELLERS,
            of_client=True,
        ),
        Verb(
            "clients:add_company",
            _("New client"),
            _("client;company;add a client"),
            "buildings",
            80,
            roles=(*CLIENT_MONEY, Role.MARKETER),
        ),
        Verb(
            "clients:add_contact",
            _("New contact"),
            _("contact;person;add a contact"),
            "person-plus",
            90,
            roles=SELLERS,
            of_client=True,
        ),
    ],
    record_pages=[RecordPage("clients:company", "clients.Company", "buildings", _("Client"))],
    first_steps=[
        FirstStep(
            "ourselves",
            10,
            _("Who we are"),
            _("Your legal entity and its account stand in quotes, contracts and invoices."),
            _("Add the legal entity"),
            "config:add_ourselves",
            "building",
            proof=lambda: BankAccount.objects.filter(company__is_own=True),
            detour=_own_company_detour,
        ),
        FirstStep(
            "client",
            60,
            _("The first client"),
            _("One journal for calls, letters and money; or bring your leads from a file."),
            _("Add a client"),
            "clients:add_company",
            "buildings",
            proof=lambda: Company.objects.filter(is_own=False),
        ),
    ],
)
