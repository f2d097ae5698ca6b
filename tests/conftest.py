"""The fixed cast of the rooms' tests serves the tests across rooms too; and one house, built once."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction

from okno.conftest import *  # noqa: F403 - fixtures, by their names
from tests.clock import Clock
from tests.house.built import NOW, House, build


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[House]:
    """The company with one of every thing; each test of the module takes back what it did to it."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        whole = transaction.atomic()
        whole.__enter__()
        yield build()
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """At every door it is 12 October 2026, ten in the morning."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return NOW


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock
