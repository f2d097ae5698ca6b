"""Addresses by their short names, for tests that knock at pages of a few rooms."""

from collections.abc import Sequence

from django.urls import NoReverseMatch, reverse


def address(rooms: Sequence[str], name: str, args: Sequence[object] = ()) -> str:
    """Return the address of this name in the first of the rooms that has one."""
    for room in rooms:
        try:
            return reverse(f"{room}:{name}", args=args)
        except NoReverseMatch:
            continue
    raise NoReverseMatch(f"{name} in none of {', '.join(rooms)}")
