"""Deals counted by one thing, or by two crossed: one GROUP BY, then rows in the order people read them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum, Value
from django.utils.translation import gettext as _

from okno.attract.deals.dimensions import ITSELF, UNKNOWN, Dimension
from okno.attract.deals.drilldown import ADDRESS
from okno.attract.deals.losses import Branch, reason_tree
from okno.attract.deals.models import Deal
from okno.ground.kernel.errors import Text
from okno.ground.kernel.money import BASIS_POINTS, div_half_up
from okno.read.reports.funnel.words import whole_percent

MOST_ROWS, MOST_COLUMNS = 40, 7
# What did not fit, in one line: no list is opened for it.
REST = "~rest"


@dataclass(frozen=True)
class Tally:
    """How many deals and what they would have paid a month; `unpriced` of them have no sum."""

    count: int = 0
    minor: int = 0
    unpriced: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, self.minor + other.minor, self.unpriced + other.unpriced)


@dataclass(frozen=True)
class Cell:
    """`share_bp` is of its column's deals of which the row's thing is known; None for what is not."""

    tally: Tally
    share_bp: int | None
    url: str = ""

    @property
    def share(self) -> str:
        return whole_percent(self.share_bp)


@dataclass(frozen=True)
class Row:
    """`depth` from 1: finer reasons stand under theirs, which count them in. `key` is an address's."""

    key: str
    label: Text
    depth: int
    cells: list[Cell]
    total: Cell

    @property
    def is_unknown(self) -> bool:
        return self.key == UNKNOWN


@dataclass(frozen=True)
class Table:
    """`total` counts every deal once; `unknown` of them say nothing of what the rows are by."""

    by: Dimension
    across: Dimension | None
    columns: list[Text]
    rows: list[Row]
    total: Row
    unknown: int


@dataclass(frozen=True)
class Line:
    """A line before its figures: whose tallies it adds up, from the keys of the database."""

    key: str
    label: Text
    depth: int
    of: frozenset[Any]


Counted = Mapping[tuple[Any, Any], Tally]
Address = Callable[..., str]
FIGURES = {"n": Count("pk"), "minor": Sum("monthly_minor"), "unpriced": Count("pk", Q(monthly_minor=None))}


def tally_of(count: int, minor: int | None, unpriced: int) -> Tally:
    return Tally(count, minor or 0, unpriced)


def crossed(deals: QuerySet[Deal], by: Dimension, across: Dimension | None, address: Address) -> Table:
    """Return the table of `by`, crossed with `across`; `address(**limits)` opens the deals of a cell."""
    counted = _counted(deals, by, across)
    rows = lines_of(by, _summed(counted, 0), MOST_ROWS)
    columns = lines_of(across, _summed(counted, 1), MOST_COLUMNS) if across else []
    columns = [column for column in columns if column.depth == 1]
    every = Line("", _("All"), 1, frozenset(key for key, _column in counted))
    all_columns = Line("", "", 1, frozenset(key for _row, key in counted))
    recorded = every.of - _unknown(by)
    wholes = {column: _part(counted, recorded, column.of).count for column in (all_columns, *columns)}

    def cell(line: Line, column: Line) -> Cell:
        tally = _part(counted, line.of, column.of)
        limits = {**_limit(by, line), **_limit(across, column)}
        of_known = not line.of & _unknown(by) and wholes[column] > 0
        share = div_half_up(tally.count * BASIS_POINTS, wholes[column]) if of_known else None
        return Cell(tally, share, address(**limits) if tally.count and REST not in limits.values() else "")

    def row(line: Line) -> Row:
        total = cell(line, all_columns)
        return Row(line.key, line.label, line.depth, [cell(line, column) for column in columns], total)

    unknown = _part(counted, every.of - recorded, all_columns.of).count
    return Table(by, across, [column.label for column in columns], [*map(row, rows)], row(every), unknown)


def _part(counted: Counted, rows: frozenset[Any], columns: frozenset[Any]) -> Tally:
    tallies = (counted.get((row, column)) for row in rows for column in columns)
    return sum((tally for tally in tallies if tally), Tally())


def _counted(deals: QuerySet[Deal], by: Dimension, across: Dimension | None) -> Counted:
    rows = by.grouped(deals, "row_key")
    rows = across.grouped(rows, "column_key") if across else rows.annotate(column_key=Value(""))
    figured = rows.values_list("row_key", "column_key").annotate(**FIGURES)
    return {(row, column): tally_of(*figures) for row, column, *figures in figured}


def _summed(counted: Counted, place: int) -> dict[Any, Tally]:
    sums: dict[Any, Tally] = defaultdict(Tally)
    for keys, tally in counted.items():
        sums[keys[place]] += tally
    return dict(sums)


def _unknown(dimension: Dimension) -> frozenset[Any]:
    return frozenset({None}) if dimension.is_number else frozenset({None, *dimension.blank})


def _limit(dimension: Dimension | None, line: Line) -> dict[str, str]:
    """Return the query that narrows the list to a line; empty for the line of all the rest."""
    if dimension is None or not line.key:
        return {}
    return {ADDRESS.get(dimension.code, dimension.code): line.key}


def lines_of(dimension: Dimension, sums: Mapping[Any, Tally], most: int) -> list[Line]:
    """Return the values in reading order: unknown last, the smallest together in one line."""
    unknown = _unknown(dimension) & frozenset(sums)
    if dimension.code == "reason":
        lines = list(_tree_lines(reason_tree(everything=True), sums, unknown))
    else:
        lines = _flat_lines(dimension, sums, unknown)
    if len([line for line in lines if line.depth == 1]) > most:
        rest = frozenset(key for line in lines[most - 1 :] for key in line.of)
        lines = [*lines[: most - 1], Line(REST, _("the rest"), 1, rest)]
    return [*lines, Line(UNKNOWN, _("not known"), 1, unknown)] if unknown else lines


def _flat_lines(dimension: Dimension, sums: Mapping[Any, Tally], unknown: frozenset[Any]) -> list[Line]:
    labels = dimension.labels()
    present = [key for key in sums if key not in unknown]
    if labels is not None and dimension.is_ordered:
        order = list(labels)
        present.sort(key=lambda key: order.index(key) if key in order else len(order))
    else:
        present.sort(key=lambda key: (-sums[key].count, str(key)))
    return [Line(str(key), (labels or {}).get(key, str(key)), 1, frozenset({key})) for key in present]


def _tree_lines(
    branches: Iterable[Branch], sums: Mapping[Any, Tally], unknown: frozenset[Any]
) -> Iterable[Line]:
    """Yield each reason with finer ones counted in; losses recorded before it had finer ones stand apart."""
    known_branches = [branch for branch in branches if branch.reason.code not in unknown]
    for branch in sorted(known_branches, key=lambda branch: -_many(sums, branch)):
        code, word = branch.reason.code, branch.reason.word
        if not _many(sums, branch):
            continue
        yield Line(code, word, branch.depth, frozenset(branch.codes()))
        yield from _tree_lines(branch.finer, sums, unknown)
        if branch.finer and code in sums:
            yield Line(code + ITSELF, _("not told finer"), branch.depth + 1, frozenset({code}))


def _many(sums: Mapping[Any, Tally], branch: Branch) -> int:
    return sum(sums[code].count for code in branch.codes() if code in sums)
