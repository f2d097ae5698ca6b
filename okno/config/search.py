"""One search over the rooms: each may have `search(user, asked) -> list[Found]` in its search.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from okno.clients.models import Company
from okno.clients.search import mend
from okno.config.navigation import links_of
from okno.config.verbs import search_verbs
from okno.kernel.text import in_one_script, other_layout
from okno.people.models import Employee
from okno.ui.ranking import STRONG, by_name
from okno.ui.search import Asked, Found

Search = Callable[[Employee, Asked], list[Found]]

# Clients first: the rooms below look for what belongs to those that were found.
SEARCHES = [
    f"okno.{room}.search.search"
    for room in (
        "clients",
        "sales",
        "billing",
        "quotes",
        "contracts",
        "delivery",
        "people",
        "catalog",
        "promises",
    )
]
LONGEST, BEST = 100, 3
# A page is named rather than sought among names of clients.
PAGE = 20
# Other words for a page, divided by «;».
PAGE_ALSO = {
    "reports:plan": _("sales plan;forecast"),
    "clients:companies": _("companies;customers"),
    "reports:losses": _("reasons of losses"),
    "catalog:configurations": _("prices"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: the best across kinds, then the rest by kind; `read_as` when the layout was another."""

    text: str
    lines: list[Found] = field(default_factory=list)
    read_as: str = ""
    is_mended: bool = False
    is_cut: bool = False
    marks: tuple[str, ...] = ()

    @property
    def best(self) -> list[Found]:
        return self.lines[:BEST]

    @property
    def groups(self) -> dict[str, list[Found]]:
        groups: dict[str, list[Found]] = {}
        for one in self.lines[BEST:]:
            groups.setdefault(str(one.kind), []).append(one)
        return groups

    @property
    def kinds(self) -> dict[str, str]:
        return {one.code: str(one.kind) for one in self.lines}


@cache
def searches() -> list[Search]:
    return [import_string(path) for path in SEARCHES]


def found_by(
    employee: Employee, text: str, *, opened: Sequence[str] = (), here: Company | None = None
) -> Answer:
    """The better of two readings: as typed and, when that finds little, in the other layout of the keys.

    When neither finds anything, as it would be with one letter mended.
    """
    whole = " ".join(text.replace("\0", " ").split())
    text = whole[:LONGEST]
    best, is_mended = Asked(text, opened), False
    lines = _found(employee, best, here)
    for reading in _other_readings(text) if not lines or lines[0].score < STRONG else ():
        asked = Asked(reading, opened)
        other = _found(employee, asked, here)
        if other and (not lines or other[0].score > lines[0].score):
            best, lines = asked, other
    if not lines and (mended := mend(employee, best)):
        best, is_mended = Asked(mended, opened), True
        lines = _found(employee, best, here)
    return Answer(
        text=text,
        lines=lines,
        read_as=best.text if lines and best.text != text else "",
        is_mended=is_mended,
        is_cut=len(whole) > LONGEST,
        marks=tuple(word.raw for word in best.words),
    )


def _other_readings(text: str) -> list[str]:
    """All of it in the other layout; or what is Latin only, when one forgot to switch half-way."""
    if not any(sign.isalpha() for sign in text):
        return []
    mixed = " ".join(word if not word.isascii() else other_layout(word) for word in text.split())
    readings = (other_layout(text), mixed, in_one_script(text))
    return [reading for reading in dict.fromkeys(readings) if reading != text]


def _found(employee: Employee, asked: Asked, here: Company | None) -> list[Found]:
    if not asked.words:
        return []
    lines = [one for search in searches() for one in search(employee, asked)]
    lines += [*search_verbs(employee, asked, here), *_pages(employee, asked)]
    return sorted(lines, key=lambda one: -one.score)


def _pages(employee: Employee, asked: Asked) -> list[Found]:
    found = []
    for link in links_of(employee, ""):
        label = str(link.label)
        names = [label, *str(PAGE_ALSO.get(link.name, "")).split(";")]
        score = max(by_name(asked.words, name) for name in names if name)
        if score > 0:
            line = Found(label, str(link.group), link.url, link.icon, _("Pages"), score + PAGE, code="page")
            found.append(line)
    return found
