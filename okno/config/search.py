"""One search over the rooms: each may have `search(user, text) -> list[Found]` in its search.py."""

from collections.abc import Callable
from functools import cache

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from okno.config.navigation import creates_of, links_of
from okno.kernel.text import fold, other_layout
from okno.people.models import Employee
from okno.ui.search import Found

Search = Callable[[Employee, str], list[Found]]

SEARCHES = ["okno.clients.search.search", "okno.sales.search.search", "okno.billing.search.search"]
SHORTEST = 2


@cache
def searches() -> list[Search]:
    return [import_string(path) for path in SEARCHES]


def found_by(employee: Employee, text: str) -> dict[str, list[Found]]:
    """What matches, under the titles of its kinds: pages and commands first, then what the rooms know.

    Words typed in the wrong layout of the keyboard are read in the other one when they match nothing.
    """
    found = _found(employee, text) or _found(employee, other_layout(text))
    groups: dict[str, list[Found]] = {}
    for one in found:
        groups.setdefault(str(one.kind), []).append(one)
    return groups


def _found(employee: Employee, text: str) -> list[Found]:
    rooms = [one for search in searches() for one in search(employee, text)] if len(text) >= SHORTEST else []
    return [*_pages(employee, text), *rooms]


def _pages(employee: Employee, text: str) -> list[Found]:
    links = [
        Found(str(link.label), str(link.group), link.url, link.icon, _("Pages"))
        for link in links_of(employee, "")
    ]
    creates = [Found(str(made.label), "", made.url, made.icon, _("Create")) for made in creates_of(employee)]
    return [found for found in [*links, *creates] if fold(text) in fold(found.title)]
