"""The API of assignment: who gets which lead, and the rules of it."""

from ninja import Router

from okno.attract.assignment.api import leads, marked_leads, rules

router = Router(tags=["assignment"])
router.add_router("", marked_leads.router)
router.add_router("", leads.router)
router.add_router("", rules.router)
