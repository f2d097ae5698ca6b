"""The API of people: the team and its tokens, absences and days on call, what each is told of."""

from ninja import Router

from okno.team.people.api import absences, changes, team

router = Router(tags=["people"])
router.add_router("", team.router)
router.add_router("", changes.router)
router.add_router("", absences.router)
