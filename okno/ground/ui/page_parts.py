"""What higher rooms add to the context of a lower room's page."""

from collections.abc import Callable
from typing import Any

from okno.ground.kernel.registry import Registry

# A page's name, and what adds to its context: called with the thing that the page shows (None for a list) and
# with the employee who reads it.
Part = Callable[[Any, Any], dict[str, Any]]
PAGE_PARTS: Registry[tuple[str, Part]] = Registry("page parts")


def add_to_page(page: str, part: Part) -> None:
    """Let `part` add to the context of `page`; called from a room's `room.py`."""
    PAGE_PARTS.register((page, part))


def parts_of_page(page: str, thing: Any, reader: Any) -> dict[str, Any]:
    """Return all that other rooms add to this page for this reader."""
    context: dict[str, Any] = {}
    for name, part in PAGE_PARTS:
        if name == page:
            context |= part(thing, reader)
    return context
