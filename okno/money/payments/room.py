"""The registration of the room."""

from django.utils.translation import gettext_lazy as _

from okno.ground.imports.importers import IMPORTERS
from okno.ground.ui.offers import MONEY, Link, Verb
from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room
from okno.money.invoicing.credit import CREDIT
from okno.money.invoicing.help import HELP
from okno.money.payments.credit import ClientCredit
from okno.money.payments.imports_door import StatementImport
from okno.money.payments.page_parts import invoice_part, invoices_panel_part
from okno.team.people.permissions import HEADS, MONEY_READERS

ROOM = Room(
    "payments",
    urls=True,
    api=True,
    help=HELP,
    panels=[
        ("clients.company", "payments:company_payments", 40),
        ("clients.company.glance", "payments:company_glance", 10),
    ],
    links=[
        Link("payments:payments", _("Payments"), "cash-stack", 20, MONEY, roles=MONEY_READERS, key="m"),
        Link(
            "payments:unclear_payments",
            _("Unclear payments"),
            "question-circle",
            30,
            MONEY,
            roles=MONEY_READERS,
            key="u",
            thumb_place=50,
        ),
        Link("payments:statements", _("Bank statements"), "bank", 40, MONEY, roles=MONEY_READERS, rare=HEADS),
    ],
    creates=[Link("payments:statements", _("Bank statement"), "bank", 60, roles=MONEY_READERS)],
    verbs=[
        Verb(
            "payments:statements",
            _("Load a bank statement"),
            _("statement;bank"),
            "bank",
            130,
            roles=MONEY_READERS,
        )
    ],
)

CREDIT.register(ClientCredit())
IMPORTERS.register(StatementImport)
add_to_page("invoicing.invoice", invoice_part)
add_to_page("invoicing.company_invoices", invoices_panel_part)
