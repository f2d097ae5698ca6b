"""Lists by pages: the next page is found by the last row (keyset), never by an offset where that can be."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR

# Beyond it nobody counts by eye, and each further row costs a look into the table.
COUNTED_TO = 1_000
CURSOR = "after"
M = TypeVar("M", bound=Model)
Day = TypeVar("Day", bound=date)


@dataclass
class ListPage(Generic[M]):
    """One page of a list. `count_text` is «412», or «more than 1,000»; empty on the pages that follow."""

    items: list[M]
    has_more: bool
    next_url: str
    count_text: str
    size: int
    is_first: bool
    hidden: dict[str, str] = field(default_factory=dict)

    def __iter__(self) -> Any:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def page_of(request: HttpRequest, queryset: "QuerySet[M, M]", size: int = 50) -> "ListPage[M]":
    """Return the page of `queryset` that `?after=` of the request asks for; the first page for a wrong
    cursor.
    """
    order = _order_of(queryset)
    after = _read_cursor(request.GET.get(CURSOR, ""), order)
    rows = queryset.order_by(*order) if _is_plain(queryset.model, order) else queryset
    # An order by what may be NULL or is computed: there the next page is found by counting rows.
    if isinstance(after, int):
        fetched = list(rows[after : after + size + 1])
    else:
        rest = _rest(rows, order, after) if after else rows
        after = after if rest is not None else None
        # One more than the page: whether there is another page is known without a count.
        fetched = list((rows if rest is None else rest)[: size + 1])
    items = fetched[:size]
    has_more = len(fetched) > size
    return ListPage(
        items=items,
        has_more=has_more,
        next_url=_next_url(request, queryset, order, items, after, size) if has_more else "",
        count_text="" if after else count_text(queryset, counted=None if has_more else len(items)),
        size=size,
        is_first=not after,
    )


def count_text(queryset: "QuerySet[Any, Any]", counted: int | None = None) -> str:
    """Return the number of rows, counted to a thousand at most: an exact million costs more than the page."""
    count = counted if counted is not None else _bare(queryset)[: COUNTED_TO + 1].count()
    if count > COUNTED_TO:
        return _("more than {count}").format(count=number_format(COUNTED_TO, force_grouping=True))
    return number_format(count, force_grouping=True)


def _bare(queryset: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """Return the same rows by their key alone, because counting needs no columns."""
    grouped = queryset.query.distinct or queryset.query.group_by or queryset.query.combinator
    # A grouped query keeps its columns: other columns would be other groups, and another count.
    return queryset.order_by() if grouped else queryset.order_by().values("pk")


def _order_of(queryset: "QuerySet[Any, Any]") -> list[str]:
    named = list(queryset.query.order_by or queryset.model._meta.ordering or [])
    if any(not isinstance(name, str) for name in named) or queryset.query.extra_order_by:
        return []
    if not any(name.lstrip("-") in ("pk", "id") for name in named):
        # In the direction of the first name: one index then serves the whole order, read forwards or
        # backwards.
        named.append("-pk" if named and named[0].startswith("-") else "pk")
    return named


def _is_plain(model: type[Model], order: list[str]) -> bool:
    """Return whether each name is a stored field that cannot be null: only such an order has a keyset."""
    if not order:
        return False
    for name in order:
        owner: Any = model
        for step in name.lstrip("-").split("__"):
            try:
                column = owner._meta.pk if step == "pk" else owner._meta.get_field(step)
            # An annotation: it may be NULL, and no keyset stands on what may be NULL.
            except (FieldDoesNotExist, AttributeError):
                return False
            if getattr(column, "null", True) or not getattr(column, "concrete", False):
                return False
            owner = column.related_model
        if owner is not None:
            return False
    return True


def _rest(rows: "QuerySet[M, M]", order: list[str], after: list[Any]) -> "QuerySet[M, M] | None":
    """Return the rows after `after`; None when its values cannot be of these columns, so that no list gave
    them.
    """
    try:
        return rows.filter(_beyond(order, after))
    # The cursor is of the address: anybody may write anything there, and gets the first page.
    except (ValidationError, TypeError, ValueError, OverflowError):
        return None


def _beyond(order: list[str], values: list[Any]) -> Q:
    """Rows after `values`: `a >= x AND (a > x OR b > y …)` lets an index on `a` do the work."""
    rest = Q()
    equal = Q()
    for name, value in zip(order, values, strict=True):
        plain = name.lstrip("-")
        sign = "lt" if name.startswith("-") else "gt"
        rest |= equal & Q(**{f"{plain}__{sign}": value})
        equal &= Q(**{plain: value})
    # Said apart although it follows from the rest: only so do both engines begin at it in the index.
    first = order[0].lstrip("-")
    return Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]}) & rest


def _next_url(
    request: HttpRequest,
    queryset: "QuerySet[Any, Any]",
    order: list[str],
    items: list[Any],
    after: Any,
    size: int,
) -> str:
    if _is_plain(queryset.model, order):
        cursor = json.dumps([_written(_value(items[-1], name)) for name in order], separators=(",", ":"))
    else:
        cursor = str((after if isinstance(after, int) else 0) + size)
    # The filters of the list go along, several values of one name too.
    query = [(key, value) for key, values in request.GET.lists() for value in values if key != CURSOR]
    return f"{request.path}?{urlencode([*query, (CURSOR, cursor)])}"


def _value(item: Any, name: str) -> Any:
    for step in name.lstrip("-").split("__"):
        item = getattr(item, step)
    return item


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    return value


def _read_cursor(text: str, order: list[str]) -> list[Any] | int | None:
    """Return the values to go on from; an offset for orders without a keyset; None for the first page."""
    try:
        read = json.loads(text) if text else None
    except (ValueError, RecursionError):
        # Thousands of brackets are nested deeper than anything can be read.
        return None
    # True is an int in Python; and an offset beyond the columns of a base is nobody's list.
    if isinstance(read, int) and not isinstance(read, bool) and 0 < read < 10**9:
        return read
    if not isinstance(read, list) or len(read) != len(order):
        return None
    values = [_read(value) for value in read]
    return None if any(value is None for value in values) else values


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        try:
            return _instant(value["at"]) if "at" in value else _in_our_time(parse_date(value["on"]))
        except (KeyError, TypeError, ValueError, OverflowError):
            return None
    if isinstance(value, str):
        # PostgreSQL refuses NUL in text, and anybody can write it into an address.
        return value.replace("\0", "")
    return value if isinstance(value, int) and abs(value) < 2**63 else None


def _instant(text: str) -> datetime | None:
    """Return an aware instant that UTC has too, or None; databases know no other."""
    at = _in_our_time(parse_datetime(text))
    return at if at is not None and at.tzinfo is not None else None


def _in_our_time(on: Day | None) -> Day | None:
    return on if on is not None and FIRST_YEAR <= on.year <= LAST_YEAR else None
