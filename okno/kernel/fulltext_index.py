"""The index beside a column of words: FTS5 kept in step by triggers on SQLite, GIN on PostgreSQL.

SQLite's table is remade by many of Django's migrations, and its triggers go with the old one: `mend` puts
back what is missing and reads the rows anew. It runs after every migrate: no later migration has to know.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps as registry
from django.db import connections, migrations
from django.db.models import Model

from okno.kernel.fulltext import WordsField, index_name, search_words

BATCH = 5_000


def full_text(app: str, *models: str) -> migrations.RunPython:
    """The step of a migration that fills the words of rows that are there and lays the index."""
    return migrations.RunPython(_each(app, models, _fill_and_lay), _each(app, models, _take_away))


def _each(app: str, models: tuple[str, ...], act: Callable[[Any, type[Model]], None]) -> Any:
    def run(apps: Any, schema_editor: Any) -> None:
        for model in models:
            act(schema_editor.connection, apps.get_model(app, model))

    return run


def _fill_and_lay(connection: Any, model: type[Model]) -> None:
    fill(connection, model)
    lay(connection, model._meta.db_table)


def _take_away(connection: Any, model: type[Model]) -> None:
    name = index_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
        else:
            for trigger in triggers(model._meta.db_table):
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            cursor.execute(f"DROP TABLE IF EXISTS {name}")


def fill(connection: Any, model: type[Model]) -> None:
    """Write the words of all rows, a few thousand at a time, so that a million needs no memory."""
    field = next(one for one in model._meta.concrete_fields if isinstance(one, WordsField))
    table, last = model._meta.db_table, 0
    rows = model._base_manager.using(connection.alias).order_by("pk").values_list("pk", *field.of)
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1][0]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {field.column} = %s WHERE id = %s",
                [(search_words(*parts), pk) for pk, *parts in batch],
            )


def lay(connection: Any, table: str) -> None:
    name = index_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {name} ON {table} "
                "USING gin (to_tsvector('simple', search_words))"
            )
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5(search_words, content='{table}', "
            "content_rowid='id', detail='none', columnsize=0, prefix='2 3 4 5 6 7', "
            "tokenize='unicode61 remove_diacritics 0')"
        )
        for trigger in triggers(table).values():
            cursor.execute(trigger)
        cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


def triggers(table: str) -> dict[str, str]:
    """By name the statements that keep FTS5 in step with whatever writes the table."""
    name = index_name(table)
    add = f"INSERT INTO {name} (rowid, search_words) VALUES (new.id, new.search_words);"
    take = f"INSERT INTO {name} ({name}, rowid, search_words) VALUES ('delete', old.id, old.search_words);"
    changed = f"OF search_words ON {table} WHEN old.search_words IS NOT new.search_words"
    begin = "CREATE TRIGGER IF NOT EXISTS"
    return {
        f"{name}_added": f"{begin} {name}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"{name}_gone": f"{begin} {name}_gone AFTER DELETE ON {table} BEGIN {take} END",
        f"{name}_changed": f"{begin} {name}_changed AFTER UPDATE {changed} BEGIN {take} {add} END",
    }


def mend(*, using: str, apps: Any = registry, app_config: Any = None, **told: Any) -> None:
    """After a migrate: what a remade table has lost comes back, and the index is built anew from the rows."""
    connection = connections[using]
    label = app_config.label if app_config else None
    models = [model for model in apps.get_models() if label is None or model._meta.app_label == label]
    for model in models:
        has_words = any(isinstance(field, WordsField) for field in model._meta.concrete_fields)
        if has_words and not is_laid(connection, model._meta.db_table):
            lay(connection, model._meta.db_table)


def is_laid(connection: Any, table: str) -> bool:
    """Whether the index and all that keeps it in step are there."""
    name = index_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = %s", [name])
            return bool(cursor.fetchone()[0])
        wanted = [name, *triggers(table)]
        places = ", ".join(["%s"] * len(wanted))
        cursor.execute(f"SELECT count(*) FROM sqlite_master WHERE name IN ({places})", wanted)
        return bool(cursor.fetchone()[0] == len(wanted))
