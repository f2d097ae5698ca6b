"""The union of several cheap searches, in one statement on either engine."""

from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

Row = TypeVar("Row", bound=Model)


def any_of(rows: QuerySet[Row], *sources: QuerySet[Row]) -> QuerySet[Row]:
    """Return those of `rows` that at least one source returns; each source has its own order and limit.

    Not `union()`: SQLite accepts no limits in its parts. Not an OR of `IN`s: PostgreSQL reads the whole
    table.
    """
    statement, params = _joined(sources)
    return rows.filter(pk__in=RawSQL(statement, params)) if statement else rows.none()


def union_ids(*sources: QuerySet[Any]) -> list[int]:
    """Return the keys that the sources return, for a costly filter over few rows.

    Given a list of keys, the planner applies the costly filter to these rows alone.
    """
    statement, params = _joined(sources)
    if not statement:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [key for (key,) in cursor.fetchall()]


def _joined(sources: tuple[QuerySet[Any], ...]) -> tuple[str, list[Any]]:
    statements: list[str] = []
    params: list[Any] = []
    for place, source in enumerate(sources):
        try:
            statement, values = source.values("pk").query.sql_with_params()
        # Django proves some conditions empty without asking (`pk__in=[]`): that source brings nothing.
        except EmptyResultSet:
            continue
        statements.append(f"SELECT * FROM ({statement}) AS source{place}")
        params += values
    return " UNION ALL ".join(statements), params
