"""The beginnings of the day's lists in few queries: first the keys of all lists, then the rows shown."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Value, Window

from okno.read.today.worklists import CLIENTS, PROMISES, Cut, Part, asked_of_others, ends_of, waiting_clients
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.promises.ladder import raised
from okno.team.promises.models import Promise

# Of each list the keys in its order, and how many there are beyond them.
Keys = Mapping[str, tuple[list[int], int]]


def cut_clients(employee: Employee, most: int, at: datetime) -> list[Cut[Company]]:
    """Return the first `most` clients of each list with the list's length; two queries."""
    keys: dict[str, list[int]] = {name: [] for name in CLIENTS}
    for pk, name in waiting_clients(employee, at).values_list("pk", "waits"):
        if name:
            keys[name].append(pk)
    cut_keys = {name: (pks[:most], len(pks)) for name, pks in keys.items()}
    return _cuts(CLIENTS, cut_keys, Company.objects.in_bulk(_all_of(cut_keys)))


def cut_promises(employee: Employee, most: int, at: datetime) -> list[Cut[Promise]]:
    """Return the first `most` promises of each list with the list's length; three queries."""
    keys: dict[str, list[int]] = {name: [] for name in PROMISES}
    ends = ends_of(at)
    for pk, due_at, is_asked in _near(employee, at, ends["soon"]):
        name = "asked" if is_asked else next(name for name, end in ends.items() if due_at < end)
        keys[name].append(pk)
    cut_keys = {name: (pks[:most], len(pks)) for name, pks in keys.items()}
    climbed = raised(employee, at).order_by("due_at", "id").annotate(of_all=Window(Count("pk")))
    rows = list(climbed.values_list("pk", "of_all")[:most])
    cut_keys["climbed"] = [pk for pk, _of_all in rows], rows[0][1] if rows else 0
    lines = Promise.objects.for_lines().in_bulk(_all_of(cut_keys))
    return _cuts(PROMISES, cut_keys, lines)


def _near(employee: Employee, at: datetime, until: datetime) -> Any:
    """Return (key, due date, is owed to the employee) of late and near promises, own and of colleagues."""
    own = Promise.objects.open().filter(owner=employee, due_at__lt=until)
    columns = [
        things.order_by().annotate(is_asked=Value(is_asked)).values_list("pk", "due_at", "is_asked")
        for things, is_asked in ((own, 0), (asked_of_others(employee, at), 1))
    ]
    return columns[0].union(columns[1], all=True).order_by("due_at", "pk")


def _all_of(keys: Keys) -> list[int]:
    return [pk for pks, _count in keys.values() for pk in pks]


def _cuts(parts: Mapping[str, Part], keys: Keys, things: Mapping[int, Any]) -> list[Cut[Any]]:
    """Return the lists with their rows; a row closed between the two queries is left out."""
    return [
        Cut(name, part.title, list(_still(things, keys[name][0])), keys[name][1], part.is_late)
        for name, part in parts.items()
    ]


def _still(things: Mapping[int, Any], keys: Iterable[int]) -> Iterable[Any]:
    return (things[pk] for pk in keys if pk in things)
