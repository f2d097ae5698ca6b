"""The API of leads and of the qualification's questions."""

from ninja import Router

from okno.attract.leads.api import leads, marked_leads, questions

router = Router(tags=["leads"])
router.add_router("", marked_leads.router)
router.add_router("", leads.router)
router.add_router("", questions.router)
