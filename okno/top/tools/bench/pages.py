"""What a page costs: the whole answer of the real server, beside the bare query of the same rows."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from statistics import quantiles
from time import perf_counter
from typing import Any, Final
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from okno.ground.kernel.text import fold
from okno.top.tools.bench import bare
from okno.top.tools.bench.fill import HEAD_EMAIL, PASSWORD, manager_emails
from okno.top.tools.bench.rows import thrown
from okno.top.tools.bench.server import Visitor, served
from okno.top.tools.bench.sizes import FIRST_MANAGER, KEPT_OF, Sizes
from okno.top.tools.bench.wording import FAMILIES, FIRST, PEOPLE, SECOND, THIRD

ROUNDS: Final = 60
WARMING: Final = 6
EMPTY: Final = "empty_page"
KEYS: Final = ("list", "search", "card", "board", "today", "board_mine", "deals")


@dataclass(frozen=True)
class Page:
    """A page and its bare query; both take the number of the round, so that no two rounds ask the same."""

    key: str
    ask: Callable[[int], object]
    bare: Callable[[int], object] | None = None


def measure_pages(sizes: Sizes, at: datetime, rounds: int = ROUNDS) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields (what is going on, figures so far); the last figures are whole.

    In each round every page is asked once and its bare query run once, so that a busy neighbour hits both.
    """
    taken: dict[str, list[float]] = {}
    with ExitStack() as stack:
        port = stack.enter_context(served())
        yield "server", {}
        pages = _pages(sizes, at, partial(_visitor, stack, port))
        for number in range(rounds + WARMING):
            for page in pages:
                _timed(taken.setdefault(page.key, []), page.ask, number)
                if page.bare:
                    _timed(taken.setdefault(f"{page.key}_limit", []), page.bare, number)
            yield f"{number + 1} / {rounds + WARMING}", {}
    yield "figures", _figures(sizes, {key: times[WARMING:] for key, times in taken.items()})


def _visitor(stack: ExitStack, port: int, email: str) -> Visitor:
    visitor = Visitor(port, email, PASSWORD)
    stack.callback(visitor.close)
    return visitor


def _timed(taken: list[float], act: Callable[[int], object], number: int) -> None:
    started = perf_counter()
    act(number)
    taken.append((perf_counter() - started) * 1000)


def _figures(sizes: Sizes, taken: dict[str, list[float]]) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "engine": connection.vendor,
        "companies": sizes.companies,
        "deals": sizes.deals,
        "entries": sizes.entries,
    }
    for key, times in taken.items():
        cuts = quantiles(times, n=20, method="inclusive")
        figures |= {f"{key}_p50_ms": round(cuts[9], 2), f"{key}_p95_ms": round(cuts[18], 2)}
    return figures


def _pages(sizes: Sizes, at: datetime, visitor: Callable[[str], Visitor]) -> list[Page]:
    asks = _Asks(sizes, visitor)
    head, manager = asks.head, asks.manager
    board, times, deals = reverse("deals:deals"), reverse("config:search"), reverse("deals:deal_list")
    empty, today = reverse("clients:no_contacts"), reverse("today:today")
    lists = asks.lists()

    def sought(number: int) -> str:
        return f"{times}?{urlencode({'q': asks.words(number)})}"

    def company(number: int) -> str:
        return reverse("clients:company", args=[asks.company(number)])

    def stage(number: int) -> str:
        return bare.STAGES[number % len(bare.STAGES)]

    return [
        Page(EMPTY, lambda _i: head(empty)),
        Page("list", lambda i: head(lists[i % len(lists)][0]), lambda i: lists[i % len(lists)][1]()),
        Page("search", lambda i: head(sought(i)), lambda i: bare.search(asks.words(i))),
        Page("card", lambda i: head(company(i)), lambda i: bare.card(asks.company(i))),
        Page("board", lambda _i: head(f"{board}?view=all"), lambda _i: bare.board()),
        Page("today", lambda i: manager(today, i), lambda i: bare.today(asks.keeper(i), at)),
        Page("board_mine", lambda i: manager(f"{board}?view=mine", i), lambda i: bare.board(asks.keeper(i))),
        Page("deals", lambda i: head(f"{deals}?stage={stage(i)}"), lambda i: bare.rows(bare.DEALS, stage(i))),
        Page("bell", lambda i: manager(reverse("today:notices_count"), i)),
    ]


class _Asks:
    """Who asks and for what: another client, manager or word in each round."""

    def __init__(self, sizes: Sizes, visitor: Callable[[str], Visitor]) -> None:
        self._sizes = sizes
        self.head = visitor(HEAD_EMAIL).get
        self._managers = [visitor(email).get for email in manager_emails(sizes)]

    def manager(self, address: str, number: int) -> str:
        return self._managers[number % len(self._managers)](address)

    def keeper(self, number: int) -> int:
        return FIRST_MANAGER + number % len(self._managers)

    def company(self, number: int) -> int:
        return 1 + thrown(number, self._sizes.kept) * KEPT_OF

    def words(self, number: int) -> str:
        """Return a query as people type it: two words of a name, a word and a town, an INN, a phone, a
        person.
        """
        first, second = FIRST[number % len(FIRST)], SECOND[number * 7 % len(SECOND)]
        inn = str(1_000_000_000 + self.company(number) * 7)
        town, person = THIRD[number % len(THIRD)], PEOPLE[number % len(PEOPLE)]
        family = FAMILIES[number * 3 % len(FAMILIES)]
        return (f"{first} {second}", f"{second} {town}", inn, f"{person} {family}")[number % 4]

    def lists(self) -> list[tuple[str, Callable[[], object]]]:
        """Addresses of filtered lists with the bare query of each: of a manager, of clients, of nobody's."""
        place = reverse("clients:companies")
        times: list[tuple[str, Callable[[], object]]] = []
        for number, word in enumerate(FIRST):
            keeper = FIRST_MANAGER + number % self._sizes.managers
            after, key = json.dumps([fold(word), 0]), fold(word)
            requests: list[tuple[dict[str, Any], Callable[[], object]]] = [
                ({"manager": keeper}, partial(bare.rows, bare.OF_MANAGER, keeper)),
                ({"view": "clients", "after": after}, partial(bare.rows, bare.CLIENTS, key)),
                (
                    {"view": "leads", "no_manager": "on", "after": after},
                    partial(bare.rows, bare.NOBODYS, key),
                ),
                ({"view": "clients", "no_step": "on"}, partial(bare.rows, bare.CLIENTS_WITHOUT_STEP)),
            ]
            query, least = requests[number % len(requests)]
            times.append((f"{place}?{urlencode(query)}", least))
        return times
