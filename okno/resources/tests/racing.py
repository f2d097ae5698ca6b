"""Two or more real processes at once on the base of this test, whichever engine it runs on."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection


@contextmanager
def shared_base(folder: Path) -> Iterator[tuple[str, Callable[[str], list[tuple[int, ...]]]]]:
    """DATABASE_URL of a base that other processes can open with what is in this one, and a way to ask it.

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
        yield f"sqlite:///{path}", lambda sql: sqlite3.connect(path).execute(sql).fetchall()
        return
    known = connection.settings_dict
    host = quote(known["HOST"] or "localhost", safe="")
    sign = f"{known['USER']}:{known['PASSWORD']}" if known["PASSWORD"] else known["USER"]
    port = f":{known['PORT']}" if known["PORT"] else ""
    yield f"postgresql://{sign}@{host}{port}/{known['NAME']}", _ask


def _ask(sql: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def race_processes(url: str, module: str, *given: tuple[int, ...]) -> list[str]:
    """Start `python -m module …` for each of `given`, let them all go at once, and return what they said."""
    environment = {**os.environ, "DATABASE_URL": url, "OKNO_SECRET_KEY": "only-for-tests"}
    environment["DJANGO_SETTINGS_MODULE"] = "okno.config.settings"
    runners = [
        subprocess.Popen(
            [sys.executable, "-m", module, *map(str, words)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for words in given
    ]
    for runner in runners:
        assert runner.stdout is not None and runner.stdout.readline() == "ready\n"
    return [out.strip() for out in _let_go(runners)]


def _let_go(runners: "list[subprocess.Popen[str]]") -> list[str]:
    said = [""] * len(runners)

    def finish(place: int) -> None:
        said[place] = runners[place].communicate("go\n", timeout=60)[0]

    threads = [threading.Thread(target=finish, args=(place,)) for place in range(len(runners))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said
