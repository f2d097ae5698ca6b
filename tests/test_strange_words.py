"""Markup, NUL, halves of letters, what is too long for a column: no letter and no call stumbles over them.

That no page does is seen by the walk of test_pages.py.
"""

import json
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client

from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.postman import compose
from okno.read.today.jobs import post_digests
from tests.access import Knocking, Nothing
from tests.house.addresses import Address, operations, schema
from tests.house.built import House
from tests.house.strange import SCRIPT
from tests.turns import in_turn

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quiet_and_quick")]
# As a field of the API gets them: what is no text, and what is too long for a column.
NO_WORDS = ["a\0b", "a\ud800b", "ж" * 290, "x" * 4999]


def test_a_letter_of_the_day_is_plain_and_can_be_written(
    strange_house: House, standing_clock: datetime
) -> None:
    assert post_digests(by=CLOCK, at=at_hour(local_date(standing_clock), 18)) > 0
    digests = OutgoingMail.objects.filter(key__startswith="digest")
    assert SCRIPT in digests[0].text and not any("&lt;" in one.text for one in digests)
    for letter in OutgoingMail.objects.select_related("by"):
        raw = compose(letter).message().as_bytes()
        assert raw.count(b"\nFrom: ") + raw.startswith(b"From: ") == 1


def test_no_call_stumbles(strange_house: House) -> None:
    bad = [
        (one.name, name, str(value)[:9])
        for one in in_turn(operations())
        if one.method != "get"
        for name in _fields(one)
        for value in NO_WORDS
        if _called(strange_house, one, name, value) >= 500
    ]
    assert bad == []


def _fields(one: Address) -> Iterator[str]:
    operation = schema()["paths"][one.name.partition(" ")[2]][one.method]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    reference = content.get("schema", {}).get("$ref", "")
    yield from schema()["components"]["schemas"].get(reference.rpartition("/")[2], {}).get("properties", {})


def _called(house: House, one: Address, name: str, value: object) -> int:
    body = Knocking(house).body(one)
    sent = json.dumps({**(body if isinstance(body, dict) else {}), name: value})
    headers = {"Authorization": f"Bearer {house.tokens['owner']}"}
    call = getattr(Client(raise_request_exception=False), one.method)
    try:
        with transaction.atomic():
            answer = call(one.url(house), data=sent, content_type="application/json", headers=headers)
            raise Nothing
    except Nothing:
        return int(answer.status_code)
