"""The API of relations: managers, statuses, handovers, closed days."""

from ninja import Router

from okno.records.relations.api import handovers, keeping

router = Router(tags=["relations"])
router.add_router("", keeping.router)
router.add_router("", handovers.router)
