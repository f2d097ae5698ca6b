"""The index beside a column of words: FTS5 updated by triggers on SQLite, GIN on PostgreSQL.

Many of Django's migrations recreate a table on SQLite, and its triggers are lost with the old one.
`repair_index` runs after every migrate and restores what is missing, so later migrations need not know.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps as registry
from django.db import connections, migrations
from django.db.models import Model

from okno.ground.kernel.fulltext import WordsField, index_name, search_words

BATCH = 5_000


def full_text(app: str, *models: str) -> migrations.RunPython:
    """Return the step of a migration that fills the words of the existing rows and creates the index."""
    return migrations.RunPython(_for_each(app, models, _fill_and_create), _for_each(app, models, _drop_index))


def _for_each(app: str, models: tuple[str, ...], operation: Callable[[Any, type[Model]], None]) -> Any:
    def run(apps: Any, schema_editor: Any) -> None:
        for model in models:
            operation(schema_editor.connection, apps.get_model(app, model))

    return run


def _fill_and_create(connection: Any, model: type[Model]) -> None:
    fill(connection, model)
    create_index(connection, model._meta.db_table)


def _drop_index(connection: Any, model: type[Model]) -> None:
    name = index_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
        else:
            for trigger in triggers(model._meta.db_table):
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            cursor.execute(f"DROP TABLE IF EXISTS {name}")


def fill(connection: Any, model: type[Model]) -> None:
    """Compute and write the words of all rows, BATCH at a time, so that a million rows need little memory."""
    field = next(field for field in model._meta.concrete_fields if isinstance(field, WordsField))
    table, last = model._meta.db_table, 0
    rows = model._base_manager.using(connection.alias).order_by("pk").values_list("pk", *field.of)
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1][0]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {field.column} = %s WHERE id = %s",
                [(search_words(*parts), pk) for pk, *parts in batch],
            )


def create_index(connection: Any, table: str) -> None:
    """Create the index of the table from its present rows and, on SQLite, its triggers."""
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
    """Return, by name, the SQLite statements that keep the FTS5 index equal to its table."""
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


def repair_index(*, using: str, apps: Any = registry, app_config: Any = None, **_options: Any) -> None:
    """Create again, after a migrate, the indexes and triggers that a recreated table has lost."""
    connection = connections[using]
    label = app_config.label if app_config else None
    models = [model for model in apps.get_models() if label is None or model._meta.app_label == label]
    for model in models:
        has_words = any(isinstance(field, WordsField) for field in model._meta.concrete_fields)
        if has_words and not index_exists(connection, model._meta.db_table):
            create_index(connection, model._meta.db_table)


def index_exists(connection: Any, table: str) -> bool:
    """Return whether the index and all its triggers exist."""
    name = index_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = %s", [name])
            return bool(cursor.fetchone()[0])
        wanted = [name, *triggers(table)]
        places = ", ".join(["%s"] * len(wanted))
        cursor.execute(f"SELECT count(*) FROM sqlite_master WHERE name IN ({places})", wanted)
        return bool(cursor.fetchone()[0] == len(wanted))
