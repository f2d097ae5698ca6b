"""The API of services, invoices and billing runs."""

from ninja import Router

from okno.money.invoicing.api import invoices, runs

router = Router(tags=["invoicing"])
router.add_router("", invoices.router)
router.add_router("", runs.router)
