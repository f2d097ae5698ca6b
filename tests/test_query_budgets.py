"""A page asks the base as often for three things as for one; how often is written in query_budgets.txt."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from okno.ground.ui.lists import page_of
from tests.access import Knocking
from tests.house.addresses import operations, pages
from tests.house.built import NOW, House
from tests.house.grown import build_grown
from tests.prepared.house import house_in_place
from tests.turns import in_turn

pytestmark = pytest.mark.slow
# Of the addresses a part is opened at each turn.
PARTS = 3
TABLE = Path(__file__).with_name("query_budgets.txt")
HEAD = """\
# Queries of each page that the owner opens, whatever there is to show; «wide» is a record with more lines.
# Written by OKNO_WRITE_BUDGETS=1 pytest tests/test_query_budgets.py; less is welcome, more needs a reason.
"""
# Drawn by another program, or not ours.
LEFT_OUT = {"invoicing:invoice_pdf", "GET /api/v1/invoices/{id}/pdf", "api:openapi-json"}


@pytest.fixture(scope="module", autouse=True)
def wide_page() -> Iterator[None]:
    """All stand on one page: a list that goes over it is counted too, and that one query is no growth."""
    patch = pytest.MonkeyPatch()
    patch.setattr(page_of, "__defaults__", (500,))
    patch.setattr("django.utils.timezone.now", lambda: NOW)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    patch.undo()


@pytest.fixture(scope="module")
def few(wide_page: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, int]:
    return counted_in("grown_once", 1, django_db_blocker)


@pytest.fixture(scope="module")
def many(wide_page: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, int]:
    return counted_in("grown", 3, django_db_blocker)


def counted_in(name: str, steps: int, blocker: DjangoDbBlocker) -> dict[str, int]:
    with blocker.unblock(), house_in_place(name, lambda: build_grown(steps)) as house:
        return counted(house)


def looked_at(house: House) -> Iterator[tuple[str, str]]:
    """(row, url) of all that the owner may look at."""
    for one in in_turn([*pages(), *(one for one in operations() if one.method == "get")], PARTS):
        if one.is_ours and one.name not in LEFT_OUT:
            yield one.name, one.url(house)
            if one.key in house.wide:
                yield f"{one.name} wide", one.url(house, wide=True)


def counted(house: House) -> dict[str, int]:
    client, counts = Knocking(house).client_of("owner"), {}
    headers = {"Authorization": f"Bearer {house.tokens['owner']}"}
    for row, url in looked_at(house):
        more = {"headers": headers} if url.startswith("/api/") else {}
        if client.get(url, **more).status_code == 200:
            # Looked at for the second time: what is remembered between requests is.
            with CaptureQueriesContext(connection) as asked:
                client.get(url, **more)
            counts[row] = len(asked)
    return counts


def test_more_things_need_no_more_queries(few: dict[str, int], many: dict[str, int]) -> None:
    grows = {row: (few[row], many[row]) for row in few if many[row] > few[row]}
    assert grows == {}, "row: (queries for few things, for three times as many)"
    if os.environ.get("OKNO_WRITE_BUDGETS") == "1":
        write(many)
    # A turn opens a part of the pages; an address that is gone is missed when none is named.
    budgets = written()
    expected = {row: budgets.get(row) for row in many} if "OKNO_TURN" in os.environ else budgets
    assert many == expected and len(many) > 50


def write(counts: dict[str, int]) -> None:
    width = max(map(len, counts)) + 2
    rows = "".join(f"{row:<{width}}{number}\n" for row, number in sorted(counts.items()))
    TABLE.write_text(HEAD + rows, encoding="utf-8")


def written() -> dict[str, int]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return {row.strip(): int(number) for row, number in (line.rsplit(maxsplit=1) for line in lines)}
