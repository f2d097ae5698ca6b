"""The fixed cast of the rooms' tests serves the tests across rooms too; and one house, built once."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from okno.conftest import *  # noqa: F403 - fixtures, by their names
from okno.people.actions.issue_token import issue_token
from okno.people.models import Employee
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


@pytest.fixture
def api(clock: Clock) -> Callable[..., Any]:
    """`api(who, "post", "/leads", 201, {…})` — the answer as data; a program's key of its own for each."""
    keys: dict[int, str] = {}

    def call(who: Employee, method: str, path: str, status: int = 200, body: object = None) -> Any:
        if who.pk not in keys:
            _token, keys[who.pk] = issue_token(owner=who, name="App", scope="write", by=None, at=clock())
        sent: dict[str, Any] = {"headers": {"Authorization": f"Bearer {keys[who.pk]}"}}
        if isinstance(body, bytes):
            sent |= {"data": body, "content_type": "application/octet-stream"}
        elif method != "get":
            sent |= {"data": body, "content_type": "application/json"}
        answer: HttpResponse = getattr(Client(), method)(f"/api/v1{path}", **sent)
        assert answer.status_code == status, (path, answer.status_code, answer.content.decode())
        return answer.json()  # type: ignore[attr-defined]

    return call
