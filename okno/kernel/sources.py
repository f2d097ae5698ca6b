"""Rows that any of several cheap searches brings, asked in one statement on either engine."""

from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

Row = TypeVar("Row", bound=Model)


def any_of(rows: QuerySet[Row], *sources: QuerySet[Row]) -> QuerySet[Row]:
    """Of `rows` those whom one of the sources brings, each with an order and a limit of its own.

    Not `union()`: SQLite takes no limits in its parts. Not an OR of `IN`s: PostgreSQL reads the whole table.
    """
    statements: list[str] = []
    given: list[Any] = []
    for place, source in enumerate(sources):
        try:
            statement, params = source.values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        statements.append(f"SELECT * FROM ({statement}) AS source{place}")
        given += params
    if not statements:
        return rows.none()
    return rows.filter(pk__in=RawSQL(" UNION ALL ".join(statements), given))
