"""Why deals are lost, as a tree: what may be chosen, what asks who won, whom we lost to before (L5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from okno.kernel.errors import Text
from okno.kernel.text import fold
from okno.people.models import Employee
from okno.sales.models import Deal, LossReason

# Finer than «competitor → of a telecom → by the price» nobody tells; a report of more is not read.
MOST_DEPTH = 3
COMPETITORS = 50


@dataclass(frozen=True)
class Branch:
    """A reason with the finer ones under it. `asks`: it, or one that it stands under, asks who won."""

    reason: LossReason
    depth: int
    asks: bool
    finer: tuple["Branch", ...]

    @property
    def is_leaf(self) -> bool:
        return not self.finer

    @property
    def may_go_finer(self) -> bool:
        return self.depth < MOST_DEPTH

    def walk(self) -> Iterator["Branch"]:
        """Itself and all under it, in their order."""
        yield self
        for one in self.finer:
            yield from one.walk()

    def codes(self) -> list[str]:
        return [one.reason.code for one in self.walk()]


def reason_tree(*, everything: bool = False) -> list[Branch]:
    """The reasons that may be chosen, or with `everything` those removed and of history too; one query."""
    rows = LossReason.objects.all() if everything else LossReason.objects.in_use()
    under: dict[int | None, list[LossReason]] = {}
    for row in rows:
        under.setdefault(row.parent_id, []).append(row)
    return _grown(under, None, 1, False)


def _grown(
    under: dict[int | None, list[LossReason]], parent: int | None, depth: int, asks: bool
) -> list[Branch]:
    return [
        Branch(one, depth, told := asks or one.asks_competitor, tuple(_grown(under, one.pk, depth + 1, told)))
        for one in under.get(parent, [])
    ]


def branch_of(tree: list[Branch], code: str) -> Branch | None:
    return next((one for top in tree for one in top.walk() if one.reason.code == code), None)


def path_of(branches: list[Branch], code: str) -> list[Text]:
    """The words on the way down to a reason: ["went to a competitor", "cheaper"]; none when there is none."""
    for one in branches:
        if one.reason.code == code:
            return [one.reason.word]
        if below := path_of(list(one.finer), code):
            return [one.reason.word, *below]
    return []


def grouped_choices(tree: list[Branch]) -> list[tuple[Any, Any]]:
    """As a select wants them: only the finest may be chosen, under the word of what they stand under."""
    choices: list[tuple[Any, Any]] = []
    for top in tree:
        if top.is_leaf:
            choices.append((top.reason.code, top.reason.word))
            continue
        leaves = [one.reason.code for one in top.walk() if one.is_leaf]
        words = [(code, " → ".join(str(word) for word in path_of([top], code)[1:])) for code in leaves]
        choices.append((top.reason.word, words))
    return choices


def competitors_named(reader: Employee) -> list[str]:
    """Who won before, of the deals that this person may see; those who win most come first."""
    named = Deal.objects.visible_to(reader).exclude(competitor="").order_by().values_list("competitor")
    return [name for name, _n in named.annotate(n=Count("pk")).order_by("-n", "competitor")[:COMPETITORS]]


def named_alike(name: str) -> str:
    """The competitor as he was written before, if only case, «ё» or spaces differ: one rival is one line."""
    text = " ".join(name.split())[:200]
    known = Deal.objects.exclude(competitor="").order_by().values_list("competitor", flat=True).distinct()
    return next((one for one in known.iterator() if fold(one) == fold(text)), text) if text else ""
