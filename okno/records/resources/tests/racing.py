"""Two or more real processes at once on the base of this test, whichever engine it runs on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

from django.db import connection

from okno.ground.kernel.tests import forks


@contextmanager
def shared_base(folder: Path) -> Iterator[tuple[str, Callable[[str], list[tuple[int, ...]]]]]:
    """Yield the name of a base that other processes can open with what is in this one, and a way to ask it.

    SQLite in memory is this process's alone, so that its copy in a file is raced on.
    """
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        path = folder / "race.sqlite3"
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
            # Here and once: of processes that turn to it at the same moment one finds the base locked.
            copy.execute("PRAGMA journal_mode = wal")
        copy.close()
        yield str(path), lambda sql: sqlite3.connect(path).execute(sql).fetchall()
        return
    yield connection.settings_dict["NAME"], _ask


def _ask(sql: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def race_processes(base: str, module: str, *given: tuple[object, ...]) -> list[str]:
    """Run the module's `main` for each of `given` in a process of its own; return what each printed."""
    main = import_module(module).main
    return forks.race(base, [partial(main, *values) for values in given])
