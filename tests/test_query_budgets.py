"""A page asks the base as often for three things as for one; how often is written in query_budgets.txt."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okno.ui.lists import page_of
from tests.access import Knocking
from tests.house.addresses import operations, pages
from tests.house.built import House
from tests.house.grown import grow

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TABLE = Path(__file__).with_name("query_budgets.txt")
HEAD = """\
# Queries of each page that the owner opens, whatever there is to show; «wide» is a record with more lines.
# Written by OKNO_WRITE_BUDGETS=1 pytest tests/test_query_budgets.py; less is welcome, more needs a reason.
"""
# Drawn by another program, or not ours.
LEFT_OUT = {"billing:invoice_pdf", "GET /api/v1/invoices/{id}/pdf", "api:openapi-json"}


@pytest.fixture(autouse=True)
def quiet(standing_clock: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All stand on one page: a list that goes over it is counted too, and that one query is no growth."""
    monkeypatch.setattr(page_of, "__defaults__", (500,))
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def looked_at(house: House) -> Iterator[tuple[str, str]]:
    """(row, url) of all that the owner may look at."""
    for one in [*pages(), *(one for one in operations() if one.method == "get")]:
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


def test_more_things_need_no_more_queries(house: House) -> None:
    grow(house, 1)
    few = counted(house)
    grow(house, 2)
    grow(house, 3)
    many = counted(house)
    grows = {row: (few[row], many[row]) for row in few if many[row] > few[row]}
    assert grows == {}, "row: (queries for few things, for three times as many)"
    if os.environ.get("OKNO_WRITE_BUDGETS") == "1":
        write(many)
    assert many == written()


def write(counts: dict[str, int]) -> None:
    width = max(map(len, counts)) + 2
    rows = "".join(f"{row:<{width}}{number}\n" for row, number in sorted(counts.items()))
    TABLE.write_text(HEAD + rows, encoding="utf-8")


def written() -> dict[str, int]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return {row.strip(): int(number) for row, number in (line.rsplit(maxsplit=1) for line in lines)}
