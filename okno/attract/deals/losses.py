"""Why deals are lost, as a tree: what may be chosen, what asks who won, whom we lost to before (L5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from okno.attract.deals.models import Deal, LossReason
from okno.ground.kernel.errors import Text
from okno.ground.kernel.text import fold
from okno.team.people.models import Employee

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
        for branch in self.finer:
            yield from branch.walk()

    def codes(self) -> list[str]:
        return [branch.reason.code for branch in self.walk()]


def reason_tree(*, everything: bool = False) -> list[Branch]:
    """Return the reasons that may be chosen, or with `everything` the removed and the imported too; one
    query.
    """
    return tree_of(LossReason.objects.all() if everything else LossReason.objects.in_use())


def tree_of(rows: Iterable[LossReason]) -> list[Branch]:
    """Return the reasons as a tree, in their order."""
    under: dict[int | None, list[LossReason]] = {}
    for row in rows:
        under.setdefault(row.parent_id, []).append(row)
    return _grown(under, None, 1, False)


def _grown(
    under: dict[int | None, list[LossReason]], parent: int | None, depth: int, asks: bool
) -> list[Branch]:
    return [
        Branch(
            reason,
            depth,
            asks_competitor := asks or reason.asks_competitor,
            tuple(_grown(under, reason.pk, depth + 1, asks_competitor)),
        )
        for reason in under.get(parent, [])
    ]


def branch_of(tree: list[Branch], code: str) -> Branch | None:
    return next((branch for top in tree for branch in top.walk() if branch.reason.code == code), None)


def path_of(branches: list[Branch], code: str) -> list[Text]:
    """Return the labels on the way down to a reason: ["went to a competitor", "cheaper"]; [] when there is
    none.
    """
    for branch in branches:
        if branch.reason.code == code:
            return [branch.reason.word]
        if below := path_of(list(branch.finer), code):
            return [branch.reason.word, *below]
    return []


def grouped_choices(tree: list[Branch]) -> list[tuple[Any, Any]]:
    """Return the choices of a select: only the finest may be chosen, under the label of their parent."""
    choices: list[tuple[Any, Any]] = []
    for top in tree:
        if top.is_leaf:
            choices.append((top.reason.code, top.reason.word))
            continue
        leaves = [branch.reason.code for branch in top.walk() if branch.is_leaf]
        labels = [(code, " → ".join(str(word) for word in path_of([top], code)[1:])) for code in leaves]
        choices.append((top.reason.word, labels))
    return choices


def competitors_named(reader: Employee) -> list[str]:
    """Return who won before, of the deals that this person may see; those who win most come first."""
    named = Deal.objects.visible_to(reader).exclude(competitor="").order_by().values_list("competitor")
    return [name for name, _n in named.annotate(n=Count("pk")).order_by("-n", "competitor")[:COMPETITORS]]


def named_alike(name: str) -> str:
    """Return the competitor as written before, if only case, «ё» or spaces differ: one rival is one line."""
    text = " ".join(name.split())[:200]
    # Compared in Python: SQLite folds no Cyrillic case, and «ё» is no database's affair.
    competitors = (
        Deal.objects.exclude(competitor="").order_by().values_list("competitor", flat=True).distinct()
    )
    return (
        next((competitor for competitor in competitors.iterator() if fold(competitor) == fold(text)), text)
        if text
        else ""
    )
