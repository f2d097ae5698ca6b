"""One search over the rooms: each may have `search(user, query) -> list[SearchResult]` in its search.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.text import in_one_script, other_layout
from okno.ground.ui.ranking import STRONG, by_name
from okno.ground.ui.rooms import all_rooms
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.records.clients.models import Company
from okno.records.clients.search import correct_typo
from okno.team.people.models import Employee
from okno.top.config.navigation import links_of
from okno.top.config.palette_actions import search_verbs

Search = Callable[[Employee, SearchQuery], list[SearchResult]]

LONGEST, BEST = 100, 3
# A page is named rather than sought among names of clients.
PAGE = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: the best across kinds, then the rest by kind; `read_as` when the layout was another."""

    text: str
    lines: list[SearchResult] = field(default_factory=list)
    read_as: str = ""
    is_corrected: bool = False
    is_cut: bool = False
    marks: tuple[str, ...] = ()

    @property
    def best(self) -> list[SearchResult]:
        return self.lines[:BEST]

    @property
    def groups(self) -> dict[str, list[SearchResult]]:
        groups: dict[str, list[SearchResult]] = {}
        for line in self.lines[BEST:]:
            groups.setdefault(str(line.kind), []).append(line)
        return groups

    @property
    def kinds(self) -> dict[str, str]:
        return {line.code: str(line.kind) for line in self.lines}


@cache
def searches() -> list[Search]:
    """Return the searches of all rooms in their order: what belongs to clients is found after clients."""
    rooms = sorted(all_rooms().values(), key=lambda room: room.search_place)
    return [room.search for room in rooms if room.search]


def found_by(
    employee: Employee, text: str, *, opened: Sequence[str] = (), here: Company | None = None
) -> Answer:
    """Return the better of two readings: as typed and, when that finds little, in the other keyboard layout.

    When neither finds anything, the text is read with one letter corrected.
    """
    whole = " ".join(text.replace("\0", " ").split())
    text = whole[:LONGEST]
    best, is_corrected = SearchQuery(text, opened), False
    lines = _found(employee, best, here)
    for reading in _other_readings(text) if not lines or lines[0].score < STRONG else ():
        query = SearchQuery(reading, opened)
        other = _found(employee, query, here)
        if other and (not lines or other[0].score > lines[0].score):
            best, lines = query, other
    if not lines and (corrected := correct_typo(employee, best)):
        best, is_corrected = SearchQuery(corrected, opened), True
        lines = _found(employee, best, here)
    return Answer(
        text=text,
        lines=lines,
        read_as=best.text if lines and best.text != text else "",
        is_corrected=is_corrected,
        is_cut=len(whole) > LONGEST,
        marks=tuple(word.raw for word in best.words),
    )


def _other_readings(text: str) -> list[str]:
    """Return the whole text in the other layout, or its Latin words only, for those who switched half-way."""
    if not any(sign.isalpha() for sign in text):
        return []
    mixed = " ".join(word if not word.isascii() else other_layout(word) for word in text.split())
    readings = (other_layout(text), mixed, in_one_script(text))
    return [reading for reading in dict.fromkeys(readings) if reading != text]


def _found(employee: Employee, query: SearchQuery, here: Company | None) -> list[SearchResult]:
    if not query.words:
        return []
    lines = [line for search in searches() for line in search(employee, query)]
    lines += [*search_verbs(employee, query, here), *_pages(employee, query)]
    return sorted(lines, key=lambda line: -line.score)


def _pages(employee: Employee, query: SearchQuery) -> list[SearchResult]:
    pages = []
    for link in links_of(employee, ""):
        label = str(link.label)
        names = [label, *str(link.also).split(";")]
        score = max(by_name(query.words, name) for name in names if name)
        if score > 0:
            line = SearchResult(
                label,
                str(link.group.title) if link.group else "",
                link.url,
                link.icon,
                _("Pages"),
                score + PAGE,
                code="page",
            )
            pages.append(line)
    return pages
