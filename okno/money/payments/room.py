"""The registration of the room."""

from okno.ground.imports.importers import IMPORTERS
from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room
from okno.money.invoicing.credit import CREDIT
from okno.money.invoicing.help import HELP
from okno.money.payments.credit import ClientCredit
from okno.money.payments.imports_door import StatementImport
from okno.money.payments.page_parts import invoice_part, invoices_panel_part

ROOM = Room(
    "payments",
    urls=True,
    api=True,
    help=HELP,
    panels=[
        ("clients.company", "payments:company_payments", 40),
        ("clients.company.glance", "payments:company_glance", 10),
    ],
)

CREDIT.register(ClientCredit())
IMPORTERS.register(StatementImport)
add_to_page("invoicing.invoice", invoice_part)
add_to_page("invoicing.company_invoices", invoices_panel_part)
