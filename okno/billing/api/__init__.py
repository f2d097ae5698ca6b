"""The API door of billing."""

from ninja import Router

from okno.billing.api import payments

router = Router(tags=["billing"])
router.add_router("", payments.router)
