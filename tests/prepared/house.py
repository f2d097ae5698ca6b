"""Houses of the tests, built once for each state of the code: the base and the objects of it are copied.

To build one takes seconds, which each worker and each module paid. A house kept in a file is taken in
milliseconds, is the same for every worker, and is built anew as soon as any file of the code has changed.
"""

import io
import os
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from tests.clock import starting_time
from tests.prepared.base import pages_of
from tests.prepared.key import FOLDER, alone, drop_old, hash_of_tests

House = TypeVar("House")


@contextmanager
def house_in_place(name: str, build: Callable[[], House]) -> Iterator[House]:
    """Yield the house of this name, with the base filled accordingly; the base is empty again afterwards.

    On PostgreSQL the house is built and rolled back: few tests there need one.
    """
    if connection.vendor == "sqlite":
        yield from _copied(name, build)
        return
    with transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def _copied(name: str, build: Callable[[], House]) -> Iterator[House]:
    connection.ensure_connection()
    empty = pages_of(connection.connection)
    try:
        pages, objects = _kept(name, build)
        _fill(pages)
        yield _Reader(io.BytesIO(objects)).load()
    finally:
        _fill(empty)


def _fill(pages: bytes) -> None:
    """Copy by a backup: the base of the tests stays the one that other connections of this process share."""
    with closing(sqlite3.connect(":memory:")) as source:
        source.deserialize(pages)
        source.backup(connection.connection)


def _kept(name: str, build: Callable[[], object]) -> tuple[bytes, bytes]:
    """Return the pages of the house's base and its objects; the builder is called when no file has them."""
    kind = f"house_{name}"
    path = FOLDER / f"{kind}-{hash_of_tests()}-{starting_time():%Y%m%d%H%M}.pickle"
    with alone(kind):
        if not path.exists():
            with transaction.atomic():
                house = build()
                # What would leave the house after commit stays, as in a test that is rolled back.
                connection.run_on_commit.clear()
            objects = io.BytesIO()
            _Writer(objects).dump(house)
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(pickle.dumps((pages_of(connection.connection), objects.getvalue())))
            unfinished.rename(path)
            drop_old(kind)
    kept: tuple[bytes, bytes] = pickle.loads(path.read_bytes())
    return kept


class _Writer(pickle.Pickler):
    """A row of the base is kept as its key: what it has loaded besides is the builder's."""

    def persistent_id(self, thing: object) -> tuple[str, object] | None:
        return (thing._meta.label, thing.pk) if isinstance(thing, Model) else None


class _Reader(pickle.Unpickler):
    def persistent_load(self, kept: tuple[str, object]) -> Model:
        label, pk = kept
        return apps.get_model(label)._base_manager.get(pk=pk)
