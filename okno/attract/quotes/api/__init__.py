"""The API of quotes: one router of the room, made of two."""

from ninja import Router

from okno.attract.quotes.api import feasibilities, operations

router = Router(tags=["quotes"])
router.add_router("", operations.router)
router.add_router("", feasibilities.router)
