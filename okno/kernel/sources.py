"""Rows that any of several cheap searches brings, asked in one statement on either engine."""

from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

Row = TypeVar("Row", bound=Model)


def any_of(rows: QuerySet[Row], *sources: QuerySet[Row]) -> QuerySet[Row]:
    """Of `rows` those whom one of the sources brings, each with an order and a limit of its own.

    Not `union()`: SQLite takes no limits in its parts. Not an OR of `IN`s: PostgreSQL reads the whole table.
    """
    statement, given = _joined(sources)
    return rows.filter(pk__in=RawSQL(statement, given)) if statement else rows.none()


def keys_of(*sources: QuerySet[Any]) -> list[int]:
    """Their keys, for rows with a costly filter: beside a list the planner asks it of these few alone."""
    statement, given = _joined(sources)
    if not statement:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [key for (key,) in cursor.fetchall()]


def _joined(sources: tuple[QuerySet[Any], ...]) -> tuple[str, list[Any]]:
    statements: list[str] = []
    given: list[Any] = []
    for place, source in enumerate(sources):
        try:
            statement, params = source.values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        statements.append(f"SELECT * FROM ({statement}) AS source{place}")
        given += params
    return " UNION ALL ".join(statements), given
