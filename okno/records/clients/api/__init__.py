"""The API of companies and contacts."""

from ninja import Router

from okno.records.clients.api import companies, contacts

router = Router(tags=["clients"])
router.add_router("", companies.router)
router.add_router("", contacts.router)
