"""The API of leads and deals."""

from ninja import Router

from okno.sales.api import deal_handovers, deals, leads, losses, marked_leads, plan, questions, rules, stages

router = Router(tags=["sales"])
router.add_router("", marked_leads.router)
router.add_router("", leads.router)
router.add_router("", questions.router)
router.add_router("", deal_handovers.router)
router.add_router("", deals.router)
router.add_router("", losses.router)
router.add_router("", plan.router)
router.add_router("", rules.router)
router.add_router("", stages.router)
