"""The API door of billing: services and invoices, billing runs, payments."""

from ninja import Router

from okno.billing.api import invoices, payments, runs

router = Router(tags=["billing"])
router.add_router("", invoices.router)
router.add_router("", runs.router)
router.add_router("", payments.router)
