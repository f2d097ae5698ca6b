"""What a room adds to the house: one registration per room, `ROOM` in its `room.py`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.conf import settings

from okno.ground.ui.offers import ClockJob, FirstStep, Link, RecordPage, Verb

if TYPE_CHECKING:
    from okno.ground.ui.help import Help
    from okno.ground.ui.search import SearchQuery, SearchResult


@dataclass(frozen=True)
class Room:
    """One room's registration.

    `urls` and `api` say that the room has pages and operations (its `urls.py`, its `api.router`). `search`
    answers the line of search, lower `search_place` first: clients are found before what belongs to
    them. `panels` are (page, address, place): the address is loaded on that page, the
    lower place above. `links` stand in the rail, `creates` in «+», `verbs` in the line of search; the rest
    is told in `offers.py`.
    """

    name: str
    urls: bool = False
    api: bool = False
    search: "Callable[[Any, SearchQuery], list[SearchResult]] | None" = None
    search_place: int = 50
    help: "Help | None" = None
    panels: Sequence[tuple[str, str, int]] = field(default_factory=tuple)
    links: Sequence[Link] = ()
    creates: Sequence[Link] = ()
    verbs: Sequence[Verb] = ()
    record_pages: Sequence[RecordPage] = ()
    first_steps: Sequence[FirstStep] = ()
    jobs: Sequence[ClockJob] = ()


@cache
def all_rooms() -> dict[str, Room]:
    """Return the registrations of all rooms by name, in the order of import; a room without one has none."""
    rooms = {}
    for path in settings.ROOM_PATHS:
        # Imported here and not at the top: a room.py imports models, which exist only after Django's apps are
        # ready.
        if find_spec(f"{path}.room"):
            room: Room = import_module(f"{path}.room").ROOM
            rooms[room.name] = room
    return rooms


def path_of_room(name: str) -> str:
    """Return the dotted path of a room, `okno.money.invoicing`. Raises LookupError where there is none."""
    for path in settings.ROOM_PATHS:
        if path.rpartition(".")[2] == name:
            return str(path)
    raise LookupError(name)
