"""Names of 300 signs, emoji, right-to-left, markup, NUL: no page, call or letter stumbles over them."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from okno.clients.models import Company, Contact, Handover, NoContact
from okno.journal.actions.write_note import write_note
from okno.journal.envelope import compose
from okno.journal.models import OutgoingMail
from okno.kernel.clock import at_hour, local_date
from okno.people.models import Absence, Employee
from okno.promises.models import Promise
from okno.reports.jobs import post_digests
from okno.sales.models import Deal
from tests.access import Knocking, Nothing
from tests.house.addresses import operations, pages, schema
from tests.house.built import House

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCRIPT = "<script>alert(1)</script>"
STRANGE = SCRIPT + "\"'& {{7*7}} {% now %} %s {name} {} \u202eevil\u202c שלום 👩‍👩‍👧‍👦 "
# As a field of the API gets them: what is no text, and what is too long for a column.
NO_WORDS = ["a\0b", "a\ud800b", "ж" * 290, "x" * 4999]


@pytest.fixture(autouse=True)
def quiet(standing_clock: None) -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def strange(house: House, standing_clock: datetime) -> House:
    Employee.objects.update(name=STRANGE, position=STRANGE)
    long = (STRANGE + "ж" * 300)[:300]
    on = local_date(standing_clock)
    Company.objects.update(
        **dict.fromkeys(("name", "legal_name"), long),
        **dict.fromkeys(("address", "status_text", "next_step"), STRANGE),
        next_step_on=on,
    )
    Contact.objects.update(name=STRANGE, position=STRANGE, messenger=STRANGE)
    Promise.objects.update(what=STRANGE)
    Deal.objects.update(title=STRANGE)
    Absence.objects.update(in_emergency=STRANGE)
    Handover.objects.update(note=STRANGE, impression=STRANGE)
    NoContact.objects.update(reason=STRANGE)
    OutgoingMail.objects.update(subject=STRANGE, text=STRANGE)
    for company in Company.objects.all():
        head = Employee.objects.get(pk=house.people["head"].pk)
        write_note(company=company, text=STRANGE, kind="call", whom=STRANGE, by=head, at=standing_clock)
    return house


@pytest.mark.parametrize("who", ["head", "account_man", "engineer"])
def test_no_page_stumbles_or_lets_markup_through(strange: House, who: str) -> None:
    client = Knocking(strange).client_of(who)
    bad = []
    for one in pages():
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(one.url(strange), headers=headers)
            text = answer.getvalue().decode(errors="replace")
            is_page = answer.get("Content-Type", "").startswith("text/html")
            if answer.status_code >= 500 or (is_page and SCRIPT in text):
                bad.append((one.name, answer.status_code))
    assert bad == []


def test_a_letter_of_the_day_is_plain_and_can_be_written(strange: House, standing_clock: datetime) -> None:
    assert post_digests(by=None, at=at_hour(local_date(standing_clock), 18)) > 0
    digests = OutgoingMail.objects.filter(key__startswith="digest")
    assert SCRIPT in digests[0].text and not any("&lt;" in one.text for one in digests)
    for letter in OutgoingMail.objects.select_related("by"):
        raw = compose(letter).message().as_bytes()
        assert raw.count(b"\nFrom: ") + raw.startswith(b"From: ") == 1


def test_no_call_stumbles(house: House) -> None:
    bad = [
        (one.name, name, str(value)[:9])
        for one in operations()
        if one.method != "get"
        for name in _fields(one.name, one.method)
        for value in NO_WORDS
        if _called(house, one, name, value) >= 500
    ]
    assert bad == []


def _fields(name: str, method: str) -> list[str]:
    operation = schema()["paths"][name.partition(" ")[2]][method]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    reference = content.get("schema", {}).get("$ref", "")
    known = schema()["components"]["schemas"].get(reference.rpartition("/")[2], {})
    return list(known.get("properties", {}))


def _called(house: House, one: Any, name: str, value: object) -> int:
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
