"""Whatever is sent to whatever address, it is answered in words: never by a crash (5xx)."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.access import Knocking
from tests.house.addresses import Address, operations, pages, schema
from tests.house.built import House
from tests.house.filled import body_values
from tests.turns import in_turn

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quiet_and_quick")]
# Of the addresses a part is tried at each turn; all of them by `bin/check --whole`.
PARTS = 8
HUGE = 10**30
IS_LONG = os.environ.get("OKNO_HYPOTHESIS") == "long"
# Digits that int() does not take, days that are none, years at the edge, NUL, half a letter. The worst first.
WORST_TEXTS = ["\0", "²", str(HUGE), "NaN", "2026-02-30", "9999-12-31", "0001-01-01", "x" * 6000]
MORE_TEXTS = [
    *("", "-1", "0", str(2**63), "1e400", "١٢", "1,5", "true", "0000-00-00", "2026-13", "0001-01", "9999-12"),
    *("Ж", "<b>'\""),
]
WORST_VALUES = [
    None,
    True,
    -1,
    2**63,
    HUGE,
    1e308,
    "",
    "\0",
    "\ud800",
    "9999-12-31",
    "0001-01-01",
    [],
    {"a": [None]},
]
MORE_VALUES = [
    *(0, 2**31, 2**63 - 1, -HUGE, 1.5, "x" * 6000, "5", "9999-12-31T23:59:59-14:00", "2026-02-30", [1], {}),
    "0001-01-01T00:00:00+14:00",
]
TEXTS = WORST_TEXTS + MORE_TEXTS if IS_LONG else WORST_TEXTS
VALUES = WORST_VALUES + MORE_VALUES if IS_LONG else WORST_VALUES
KEYS = ["0", "-1", str(2**63), str(HUGE), "x", "%00", "²"]
ASKED = [
    *("cursor", "limit", "after", "page", "q", "view", "on", "month", "status", "company", "next", "owner"),
    *("stage", "manager", "kind", "shown", "column_0", "period"),
]
BODIES = [b"", b"{", b"null", b"[]", b"1", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"a":' * 5000, b'{"a": 1e999}']
JUNK = [b"", b"\0\xff" * 100, b"1CClientBankExchange\r\n", b'a;b\n"', b"a,b\n" * 3]
BUTTONS_SEND = ["stage", "comment", "decline-comment", "name", "month", "company", "next", "reason"]
DOERS = ("owner", "engineer")


class Nothing(Exception):
    """Takes back what a request did."""


@pytest.fixture(scope="module")
def filled(house: House) -> Knocking:
    return Knocking(house)


def status(client: Client, method: str, url: str, **sent: Any) -> int:
    found = 0
    try:
        with transaction.atomic():
            found = getattr(client, method)(url, **sent).status_code
            raise Nothing
    except Nothing:
        return found


def crashed(client: Client, knocks: Iterator[tuple[str, str, dict[str, Any]]]) -> list[tuple[str, str]]:
    """(method and url, what was sent) of each knock that was answered by a crash."""
    return [
        (f"{method} {url}"[:150], repr(sent)[:200])
        for method, url, sent in knocks
        if status(client, method, url, **sent) >= 500
    ]


def with_key(one: Address, key: str) -> str:
    return "/" + one.route.replace("{}", key)


def test_no_key_in_an_address_crashes_a_page(house: House) -> None:
    def knocks() -> Iterator[tuple[str, str, dict[str, Any]]]:
        for one in in_turn(pages(), PARTS):
            for key in KEYS if one.key else ():
                yield "get", with_key(one, key), {}
                yield "post", with_key(one, key), {}

    assert crashed(Knocking(house).client_of("owner"), knocks()) == []


def test_no_question_crashes_a_page(house: House) -> None:
    """One request asks everything at once, so that each text is tried on each name at every page."""

    def knocks() -> Iterator[tuple[str, str, dict[str, Any]]]:
        for one in in_turn(pages(), PARTS):
            if one.is_ours:
                for text in TEXTS if IS_LONG else TEXTS[:5]:
                    yield "get", one.url(house), {"data": dict.fromkeys(ASKED, text)}

    assert crashed(Knocking(house).client_of("owner"), knocks()) == []


def test_no_form_crashes_its_page(filled: Knocking) -> None:
    for who in DOERS:
        knocks = (
            knock for one in in_turn(pages(), PARTS) if one.is_ours for knock in _typed(one, filled, who)
        )
        assert crashed(filled.client_of(who), knocks) == []


def _typed(one: Address, filled: Knocking, who: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The owner is let to nearly every form; an engineer to those that are his alone."""
    url, values = one.url(filled.house), filled.form(one)
    for text in TEXTS if IS_LONG else TEXTS[: 5 if who == "owner" else 2]:
        yield "post", url, {"data": dict.fromkeys(values or BUTTONS_SEND, text)}
    if who != "owner":
        return
    for name in values:
        for text in TEXTS if IS_LONG else TEXTS[:2]:
            yield "post", url, {"data": {**values, name: text}}
    for junk in JUNK if "file" in values else ():
        yield "post", url, {"data": {**values, "file": SimpleUploadedFile("junk.txt", junk)}}
    yield "post", url, {"data": b"\xff" * 50, "content_type": "application/octet-stream"}
    yield "post", url, {"data": b"--x\r\n\r\n", "content_type": "multipart/form-data; boundary=x"}


@pytest.mark.parametrize("who", DOERS)
def test_no_body_crashes_the_api(who: str, house: House) -> None:
    headers = {"Authorization": f"Bearer {house.tokens[who]}"}

    def knocks() -> Iterator[tuple[str, str, dict[str, Any]]]:
        for one in in_turn(operations(), PARTS):
            for sent in _bodies(one, house) if one.method != "get" else ():
                more = {"data": sent, "content_type": "application/json", "headers": headers}
                yield one.method, one.url(house), more

    assert crashed(Client(raise_request_exception=False), knocks()) == []


def _bodies(one: Address, house: House) -> Iterator[bytes]:
    yield from BODIES
    components = schema()["components"]["schemas"]
    declared = schema()["paths"][one.name.partition(" ")[2]][one.method].get("requestBody")
    content = declared["content"].get("application/json") if declared else None
    if content is None:
        return
    whole = body_values(content["schema"], components, house)
    name = content["schema"].get("$ref", "").rpartition("/")[2]
    for part in components.get(name, {}).get("properties", whole):
        for value in VALUES:
            yield json.dumps({**whole, part: value}).encode()


def test_no_key_and_no_question_crashes_the_api(house: House) -> None:
    headers = {"Authorization": f"Bearer {house.tokens['owner']}"}

    def knocks() -> Iterator[tuple[str, str, dict[str, Any]]]:
        for one in in_turn(operations(), PARTS):
            for key in KEYS if one.key else ():
                sent = {} if one.method == "get" else {"data": b"{}", "content_type": "application/json"}
                yield one.method, with_key(one, key), {"headers": headers, **sent}
            if one.method == "get":
                declared = schema()["paths"][one.name.partition(" ")[2]]["get"].get("parameters", [])
                names = {*ASKED, *(part["name"] for part in declared if part["in"] == "query")}
                for text in TEXTS:
                    yield "get", one.url(house), {"headers": headers, "data": dict.fromkeys(names, text)}
                for name in names & {part["name"] for part in declared}:
                    for text in TEXTS:
                        yield "get", one.url(house), {"headers": headers, "data": {name: text}}

    assert crashed(Client(raise_request_exception=False), knocks()) == []


@pytest.mark.parametrize("secret", ["", "okno_", "\0", "Ж", "x" * 5000, "okno_\ud83d"])
def test_no_token_crashes_the_api(secret: str) -> None:
    client = Client(raise_request_exception=False)
    for kind in ("Bearer", "Basic", "bearer  "):
        found = status(client, "get", "/api/v1/leads", headers={"Authorization": f"{kind} {secret}"})
        assert found == 401
