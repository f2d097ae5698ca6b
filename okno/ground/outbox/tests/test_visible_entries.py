"""Guard 8: who reads entries about prices and pay; and what is written once, however often it is sent."""

import pytest

from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.kernel.events import Audience
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.queue import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(client_company, closer, now):
    return write_note(company=client_company, text="Agreed 20,000.00 a month", by=closer, at=now)


def reads(employee, entry, audience, now):
    """An entry of this audience as a row of its own: written ones are never edited."""
    row = Entry.objects.create(
        at=now,
        kind=entry.kind,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        company=entry.company,
        actor_kind="console",
        audience=audience,
        data=entry.data,
    )
    return Entry.objects.visible_to(employee).filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("role", "prices", "pay"),
    [
        ("engineer", False, False),
        ("project_manager", False, False),
        ("closer", True, False),
        ("account_manager", True, False),
        ("accountant", True, True),
        ("head", True, True),
        ("owner", True, True),
    ],
)
def test_prices_and_pay_are_read_by_those_who_may(entry, now, role, prices, pay, request):
    employee = request.getfixturevalue(role)
    assert reads(employee, entry, Audience.STAFF, now)
    assert reads(employee, entry, Audience.PRICES, now) == prices
    assert reads(employee, entry, Audience.PAY, now) == pay


def test_a_visitor_reads_nothing(entry):
    assert not Entry.objects.visible_to(None).exists()


def test_the_same_form_of_a_note_writes_once(client_company, closer, now):
    given = {"company": client_company, "text": "Called back", "once": "form-1", "by": closer, "at": now}
    first = write_note(**given)
    assert write_note(**given) == first
    assert write_note(**{**given, "once": "form-2"}) != first
    assert Entry.objects.filter(kind="journal.note_written").count() == 2


def test_a_letter_is_posted_once_for_its_key(now):
    given = {"to": "vera@romashka.test", "subject": "Invoice", "text": "Hello", "at": now}
    first = post(key="letter-1", **given)
    assert post(key="letter-1", **{**given, "subject": "Another"}) == first
    post(key="letter-2", **given)
    assert list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True)) == [
        "Invoice",
        "Invoice",
    ]
