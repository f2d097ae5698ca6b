"""The API door of clients: companies with their contacts and accounts, who keeps whom."""

from ninja import Router

from okno.clients.api import companies, keeping

router = Router(tags=["clients"])
router.add_router("", companies.router)
router.add_router("", keeping.router)
