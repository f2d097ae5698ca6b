"""What a room offers beside its pages: lines of the rail and of «+», verbs of search, first steps, jobs.

A room declares them in its `room.py`; `top/config` gathers them. `place` says where a thing stands among all
rooms' things of its kind, the lower first: places leave gaps, so that a later room fits between two.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Group:
    """A title of the rail; groups stand in the order in which the business speaks of a client's life."""

    title: str | Lazy
    place: int


TODAY = Group(_("Today"), 10)
ATTRACT = Group(_("Attract"), 20)
FULFIL = Group(_("Fulfil"), 30)
KEEP = Group(_("Keep"), 40)
MONEY = Group(_("Money"), 50)
PEOPLE = Group(_("People"), 60)
REPORTS = Group(_("Reports"), 70)


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the rail, or of «+» where `group` is None; `roles` None: everyone may open it.

    `key` goes there after `g`. `also` are other words for the page, divided by «;». `rare` are the roles for
    which the line is folded, `thumb_place` the place in the bottom bar of a phone, 0 for none.
    """

    name: str
    label: str | Lazy
    icon: str
    place: int
    group: Group | None = None
    roles: Collection[str] | None = None
    key: str = ""
    also: str | Lazy = ""
    rare: Collection[str] = ()
    thumb_place: int = 0
    # How it stands on the page of one employee: filled by `config/navigation.py`.
    url: str = ""
    current: bool = False
    count: int = 0
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """What one does from the line of search; `roles` None: everyone does.

    `also` are other words for it, divided by «;». What is `of_client` needs the client's name or open page.
    """

    name: str
    title: str | Lazy
    also: str | Lazy
    icon: str
    place: int
    roles: Collection[str] | None = None
    query: str = ""
    of_client: bool = False

    def url(self, *args: int) -> str:
        """Return the address of the verb's page; `args` is the key of the client where it is `of_client`."""
        return reverse(self.name, args=args) + self.query


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of one record that «opened lately» remembers: its name, model, icon and kind in a word."""

    name: str
    model: str
    icon: str
    kind: str | Lazy


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What a new company does first: what it brings, the button that begins it, the rows that prove it done.

    `detour` returns another label or address while something else must be there first.
    """

    key: str
    place: int
    title: str | Lazy
    brings: str | Lazy
    label: str | Lazy
    name: str
    icon: str
    proof: "Callable[[], QuerySet[Any]]"
    detour: Callable[[], Mapping[str, Any]] = dict
    # How it stands today: filled by `config/first_steps.py`.
    is_done: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class ClockJob:
    """What runs by the clock: the dotted path of an idempotent action, called with `by=CLOCK` and `at`."""

    path: str
    place: int
