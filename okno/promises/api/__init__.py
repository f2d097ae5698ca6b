"""The API of promises: each promise, what is late and how high it climbed, what slipped."""

from ninja import Router

from okno.promises.api import late, promises

router = Router(tags=["promises"])
router.add_router("", late.router)
router.add_router("", promises.router)
