"""The API door of clients: companies, accounts, contacts, letters, who keeps whom."""

from ninja import Router

from okno.clients.api import companies, contacts, handovers, keeping

router = Router(tags=["clients"])
router.add_router("", companies.router)
router.add_router("", contacts.router)
router.add_router("", keeping.router)
router.add_router("", handovers.router)
