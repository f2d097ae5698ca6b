"""Which rooms show a panel on whose page: the thing's kind → names of addresses that take its id."""

from okno.ground.ui.rooms import all_rooms


def _panels() -> dict[str, list[str]]:
    placed = sorted(
        (page, place, address) for room in all_rooms().values() for page, address, place in room.panels
    )
    pages: dict[str, list[str]] = {}
    for page, _place, address in placed:
        pages.setdefault(page, []).append(address)
    return pages


PANELS = _panels()
