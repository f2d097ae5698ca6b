"""The rail and «+»: what the rooms offer, in the order of the business, and who may open what."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from okno.ground.ui.offers import Link
from okno.ground.ui.rooms import all_rooms
from okno.team.people.models import Employee


@cache
def rail() -> list[Link]:
    """Return the lines of the rail from all rooms, group by group, in their order."""
    links = [link for room in all_rooms().values() for link in room.links]
    return sorted(links, key=lambda link: (link.group.place if link.group else 0, link.place))


@cache
def creates() -> list[Link]:
    """Return what «+» makes, from all rooms, in its order."""
    links = [link for room in all_rooms().values() for link in room.creates]
    return sorted(links, key=lambda link: link.place)


def under_thumb(links: Sequence[Link]) -> list[Link]:
    """Return those of the links that may stand in a phone's bottom bar, the first ones first."""
    return sorted((link for link in links if link.thumb_place), key=lambda link: link.thumb_place)


def may_open(employee: Employee, roles: Collection[str] | None) -> bool:
    """Return whether the employee has one of the roles that an offer is for; None is for everyone."""
    return roles is None or not employee.role_set.isdisjoint(roles)


def links_of(employee: Employee, path: str) -> list[Link]:
    """Pages that exist and that this person may open; the longest address that begins `path` is current."""
    links = _open_to(employee, rail())
    begun = [link.url for link in links if path.startswith(link.url) and link.url != "/"]
    here = max(begun, key=len, default="")
    return [replace(link, current=link.url == (here or path)) for link in links]


def creates_of(employee: Employee) -> list[Link]:
    """Return what «+» offers to this person."""
    return _open_to(employee, creates())


def _open_to(employee: Employee, links: Sequence[Link]) -> list[Link]:
    open_links = []
    for link in links:
        if not may_open(employee, link.roles):
            continue
        try:
            open_links.append(replace(link, url=reverse(link.name), is_folded=_is_rare(link, employee)))
        except NoReverseMatch:
            continue
    return open_links


def _is_rare(link: Link, employee: Employee) -> bool:
    """Return whether the employee opens it seldom in every role that lets them in."""
    letting_in = employee.role_set if link.roles is None else employee.role_set & set(link.roles)
    return letting_in <= set(link.rare)


def groups_of(links: list[Link]) -> list[dict[str, Any]]:
    """Return the links under their titles, in the order of the table; the rare ones apart."""
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(str(link.group.title) if link.group else "", []).append(link)
    return [
        {
            "title": title,
            "links": [link for link in members if not link.is_folded],
            "rare": (rare := [link for link in members if link.is_folded]),
            "is_open": any(link.current for link in rare),
        }
        for title, members in groups.items()
    ]
