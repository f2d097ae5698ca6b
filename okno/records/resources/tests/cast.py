"""Places with capacity, for the tests of this room and of those above."""

from okno.records.catalog.models import Location
from okno.records.catalog.tests.cast import LONG_AGO_AT, a_location, somebody
from okno.records.resources.actions.set_capacity import set_capacity


def a_place(
    *, capacity: int | None = 10, kind: str = "server", code: str = "dc-1", coverage: str | None = "present"
) -> Location:
    """A data centre with so many units of a kind (None: not counted at all), where servers can be had."""
    place = a_location(code=code, coverage=coverage)
    if capacity is not None:
        set_capacity(location=place, kind=kind, total=capacity, by=somebody("engineer"), at=LONG_AGO_AT)
    return place
