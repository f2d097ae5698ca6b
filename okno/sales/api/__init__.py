"""The API of leads and deals."""

from ninja import Router

from okno.sales.api import deals, leads, losses, plan, stages

router = Router(tags=["sales"])
router.add_router("", leads.router)
router.add_router("", deals.router)
router.add_router("", losses.router)
router.add_router("", plan.router)
router.add_router("", stages.router)
