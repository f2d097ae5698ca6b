"""The fixed cast of the rooms' tests serves the tests across rooms too; and one house, built once."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from okno.conftest import *  # noqa: F403 - fixtures, by their names
from okno.ground.kernel.actors import CONSOLE
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.models import Employee
from okno.top.config.api import api as document_of
from tests.clock import Clock
from tests.house.addresses import schema
from tests.house.built import House, build
from tests.house.grown import build_grown
from tests.house.strange import build_strange
from tests.prepared.house import house_in_place


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The company with one of every thing; each test of the module takes back what it did to it."""
    with django_db_blocker.unblock(), house_in_place("plain", build) as plain:
        yield plain


@pytest.fixture(scope="module")
def grown_house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The same company with three more of every thing."""
    with django_db_blocker.unblock(), house_in_place("grown", build_grown) as grown:
        yield grown


@pytest.fixture(scope="module")
def strange_house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The same company with three more of every thing, and strange words wherever people type."""
    with django_db_blocker.unblock(), house_in_place("strange", build_strange) as strange:
        yield strange


@pytest.fixture
def quiet_and_quick(monkeypatch: pytest.MonkeyPatch, standing_clock: None) -> Iterator[None]:
    """Thousands of refusals are not logged, and the API's document is not made anew for each reader."""
    monkeypatch.setattr("django.conf.settings.DEMO", False)
    monkeypatch.setattr(document_of, "get_openapi_schema", lambda **kwargs: schema())
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


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
            _token, keys[who.pk] = issue_token(owner=who, name="App", scope="write", by=CONSOLE, at=clock())
        sent: dict[str, Any] = {"headers": {"Authorization": f"Bearer {keys[who.pk]}"}}
        if isinstance(body, bytes):
            sent |= {"data": body, "content_type": "application/octet-stream"}
        elif method != "get":
            sent |= {"data": body, "content_type": "application/json"}
        answer: HttpResponse = getattr(Client(), method)(f"/api/v1{path}", **sent)
        assert answer.status_code == status, (path, answer.status_code, answer.content.decode())
        return answer.json()  # type: ignore[attr-defined]

    return call
