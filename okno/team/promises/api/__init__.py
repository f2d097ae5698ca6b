"""The API of promises: single promises, reminders and escalation, slips."""

from ninja import Router

from okno.team.promises.api import late, promises

router = Router(tags=["promises"])
router.add_router("", late.router)
router.add_router("", promises.router)
