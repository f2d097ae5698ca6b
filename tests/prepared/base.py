"""The base of the tests, migrated once for each state of the migrations and copied from then on.

A copy is the empty Okno as the migrations leave it. Each worker gets one, and the base is copied anew after
each test of `transaction=True`, which cannot be rolled back.
"""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase

from tests.prepared.key import FOLDER, alone, drop_old, hash_of_migrations


@contextmanager
def prepared_base() -> Iterator[None]:
    """Put a copy of the migrated base in the place of the configured one, and drop it at the end."""
    old_name = connection.settings_dict["NAME"]
    base = SQLiteBase() if connection.vendor == "sqlite" else PostgresBase()
    base.create()
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: base.restore()  # type: ignore[method-assign]
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = flush  # type: ignore[method-assign]
        base.drop(old_name)


def _use(name: str) -> None:
    connection.close()
    connections.settings[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name


def pages_of(base: sqlite3.Connection) -> bytes:
    """Return the pages of a base, in the mode of one in memory.

    The browser's base is a file with a write-ahead log; its header says so, and such pages cannot be opened
    in memory.
    """
    pages = base.serialize()
    return pages[:18] + b"\1\1" + pages[20:]


class SQLiteBase:
    """The template is a file; its pages are copied by SQLite's own backup, in about a millisecond."""

    def create(self) -> None:
        _use(connection.creation._create_test_db(0, autoclobber=True, keepdb=False))
        connection.ensure_connection()
        path = FOLDER / f"base-{hash_of_migrations()}.sqlite3"
        with alone("base"):
            if not path.exists():
                call_command("migrate", verbosity=0, interactive=False)
                unfinished = path.with_suffix(f".{os.getpid()}")
                unfinished.write_bytes(pages_of(connection.connection))
                unfinished.rename(path)
                drop_old("base")
        self.template = sqlite3.connect(":memory:", check_same_thread=False)
        self.template.deserialize(path.read_bytes())
        self.restore()

    def restore(self) -> None:
        connection.ensure_connection()
        self.template.backup(connection.connection)

    def drop(self, old_name: str) -> None:
        connection.creation.destroy_test_db(old_name, verbosity=0)
        self.template.close()


class PostgresBase:
    """The template is a database of the server, filled by the migrations or from a dump of an earlier run."""

    def create(self) -> None:
        self.name = connection.creation._get_test_db_name()
        self.key = hash_of_migrations()
        self.template = f"okno_prepared_{self.key}"
        with alone("dump"):
            if not self._ask("SELECT 1 FROM pg_database WHERE datname = %s", self.template):
                self._make_template()
        self.restore()

    def restore(self) -> None:
        _use(self.name)
        self._do(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self._do(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}" STRATEGY FILE_COPY')

    def drop(self, old_name: str) -> None:
        _use(old_name)
        self._do(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _make_template(self) -> None:
        unfinished, dump = f"{self.template}_unfinished", FOLDER / f"dump-{self.key}.sql"
        self._do(f'DROP DATABASE IF EXISTS "{unfinished}"')
        self._do(f'CREATE DATABASE "{unfinished}"')
        _use(unfinished)
        if not (dump.exists() and self._run("psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", str(dump))):
            call_command("migrate", verbosity=0, interactive=False)
            fresh = dump.with_suffix(f".{os.getpid()}")
            if self._run("pg_dump", "--no-owner", "-f", str(fresh)):
                fresh.rename(dump)
                drop_old("dump")
        connection.close()
        self._do(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template}"')

    def _run(self, program: str, *words: str) -> bool:
        """Run a program of PostgreSQL on the unfinished template; False where it is not there or fails."""
        from okno.top.tools.throwaway_postgres import NoServer, _find_programs

        to: dict[str, Any] = connection.settings_dict
        environment = {"PGHOST": to["HOST"], "PGPORT": str(to["PORT"] or ""), "PGUSER": to["USER"]}
        environment |= {"PGPASSWORD": to["PASSWORD"], "PGDATABASE": to["NAME"]}
        try:
            programs: Path = _find_programs()
            done = subprocess.run(
                [programs / program, *words],
                env={**os.environ, **{name: value for name, value in environment.items() if value}},
                capture_output=True,
                check=False,
            )
        except (NoServer, OSError):
            return False
        return done.returncode == 0

    def _do(self, sql: str) -> None:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(sql)

    def _ask(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())
