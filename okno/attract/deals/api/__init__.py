"""The API of deals: the pipeline, handovers, losses; qualifying a lead opens a deal."""

from ninja import Router

from okno.attract.deals.api import deal_handovers, deals, leads, losses

router = Router(tags=["deals"])
router.add_router("", leads.router)
router.add_router("", deal_handovers.router)
router.add_router("", deals.router)
router.add_router("", losses.router)
