"""The API of payments: statements, allocations, credit."""

from ninja import Router

from okno.money.payments.api import credit, payments

router = Router(tags=["payments"])
router.add_router("", payments.router)
router.add_router("", credit.router)
