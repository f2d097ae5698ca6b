"""Many rows by one statement, in words that SQLite and PostgreSQL both understand."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Field, Model

from okno.ground.kernel.fulltext import WordsField, index_name
from okno.ground.kernel.fulltext_index import create_index, triggers

DAY: Final = 86_400
INDEXES: Final = {
    "sqlite": "SELECT name, sql FROM sqlite_master "
    "WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s "
    "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
}


def thrown(number: int, sides: int) -> int:
    """Return in Python the number that `roll` gives in SQL."""
    return number * 2_654_435_761 // 65_536 % sides


def roll(salt: int, sides: int, number: str = "n.i") -> str:
    """Return SQL for a number from 0 to `sides` - 1 that looks random, by the row's number, the same in each
    run.
    """
    # A multiplier of its own for each throw: with one for all, what one decides another would follow.
    return f"(({number} * {2_654_435_761 + salt * 15_485_863} / 65536) %% {sides})"


def moment(now: datetime, ago: str) -> str:
    """Return SQL for the instant so many seconds before now; after it, when they are below zero."""
    seconds = f"{int(now.timestamp())} - ({ago})"
    return f"to_timestamp({seconds})" if _is_postgresql() else f"datetime({seconds}, 'unixepoch')"


def day(now: datetime, ago: str) -> str:
    """Return SQL for the date so many days before today."""
    if _is_postgresql():
        return f"(DATE '{now:%Y-%m-%d}' - CAST({ago} AS integer))"
    return f"date({int(now.timestamp())} - ({ago}) * {DAY}, 'unixepoch')"


def json_of(text: str) -> str:
    """Return SQL for a column of JSON made of text."""
    return f"CAST({text} AS jsonb)" if _is_postgresql() else text


def truth(condition: str) -> str:
    return f"CAST(({condition}) AS {'boolean' if _is_postgresql() else 'integer'})"


def insert_rows(
    model: type[Model], count: int, columns: Mapping[str, str], joins: str = "", keep: str = ""
) -> None:
    """Put in `count` rows; `columns` say each value in SQL by the row's number n.i, from 1.

    What is not named has the default of its field. `keep` is a condition that rows have to meet.
    """
    values = {
        str(field.column): columns.get(str(field.column)) or _default(field)
        for field in model._meta.concrete_fields
    }
    if unknown := set(columns) - set(values):
        raise ValueError(f"{model._meta.label} has no column {unknown}")
    statement = (
        f"INSERT INTO {model._meta.db_table} ({', '.join(values)}) WITH RECURSIVE n(i) AS "
        f"(SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
        f"SELECT {', '.join(values.values())} FROM n{joins}{' WHERE ' + keep if keep else ''}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [])


def _default(field: "Field[object, object]") -> str:
    if field.primary_key:
        return "n.i"
    if field.null:
        return "NULL"
    value = field.get_default()
    value = getattr(value, "value", value)
    if isinstance(value, bool):
        return truth("1 = 1" if value else "1 = 0")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | dict):
        return json_of("'[]'" if isinstance(value, list) else "'{}'")
    return "'" + str(value or "").replace("'", "''") + "'"


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


@contextmanager
def without_indexes(model: type[Model]) -> Iterator[None]:
    """Indexes are built at once from all rows: row by row they took three quarters of the time."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(INDEXES[connection.vendor], [table])
        fetched = cursor.fetchall()
        for name, _statement in fetched:
            cursor.execute(f"DROP INDEX {name}")
        if has_words := any(isinstance(field, WordsField) for field in model._meta.concrete_fields):
            for name in triggers(table) if connection.vendor == "sqlite" else ():
                cursor.execute(f"DROP TRIGGER {name}")
        yield
        for name, statement in fetched:
            if name != index_name(table):
                cursor.execute(statement)
    if has_words:
        create_index(connection, table)
