"""A prohibition of letters is lifted by a head with a reason, once."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.forbid_contact import forbid_contact
from okno.records.clients.actions.lift_no_contact import lift_no_contact
from okno.records.clients.actions.send_letter import send_letter
from okno.records.clients.models import NoContact
from okno.records.clients.no_contact import is_forbidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def ira(client_company, closer, now):
    return add_contact(company=client_company, name="Ира", email="ira@mail.romashka.test", by=closer, at=now)


@pytest.fixture
def letter(client_company, ira, account_manager, now):
    words = {"subject": "Продление", "text": "Добрый день.\nСрок истекает."}
    return {"company": client_company, "contacts": [ira], **words, "by": account_manager, "at": now}


def test_a_prohibition_is_lifted_by_a_head_with_a_reason(letter, ira, closer, head, now):
    one = forbid_contact(address=ira.email, reason="Просили", by=closer, at=now)
    with pytest.raises(Forbidden):
        lift_no_contact(no_contact=one, reason="Можно", by=closer, at=now)
    with pytest.raises(Invalid):
        lift_no_contact(no_contact=one, reason=" ", by=head, at=now)
    lift_no_contact(no_contact=one, reason="Попросил снова", by=head, at=now)
    with pytest.raises(Conflict):
        lift_no_contact(no_contact=one, reason="Попросил снова", by=head, at=now)
    assert "Попросил снова" in Entry.objects.get(kind="clients.no_contact_lifted").sentence
    send_letter(**letter)
    forbid_contact(address=ira.email, reason="Опять просил", by=closer, at=now)
    assert is_forbidden(ira.email) and NoContact.objects.count() == 2


@pytest.fixture
def forbidden(closer, now):
    return forbid_contact(address="romashka.test", reason="They asked", by=closer, at=now)


def test_the_row_stays_and_the_journal_says_who_lifted_it(forbidden, head, now):
    lift_no_contact(no_contact=forbidden, reason=" They ask again ", by=head, at=now)
    forbidden.refresh_from_db()
    assert (forbidden.lifted_at, forbidden.reason) == (now, "They asked")
    entry = Entry.objects.get(kind="clients.no_contact_lifted")
    assert (entry.by, entry.data["address"], entry.data["reason"]) == (
        head,
        "romashka.test",
        "They ask again",
    )


def test_it_says_why(forbidden, head, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter the reason to allow contact again\.$"):
        lift_no_contact(no_contact=forbidden, reason=" ", by=head, at=now)
    assert is_forbidden("ira@romashka.test")


def test_of_two_heads_the_second_is_told(forbidden, head, owner, now):
    seen_by_owner = NoContact.objects.get(pk=forbidden.pk)
    lift_no_contact(no_contact=forbidden, reason="They ask again", by=head, at=now)
    with (
        override("en"),
        pytest.raises(Conflict, match=r"^The opt-out was already removed\. Reload the list\.$"),
    ):
        lift_no_contact(no_contact=seen_by_owner, reason="They ask again", by=owner, at=now)
    assert Entry.objects.get(kind="clients.no_contact_lifted").by == head
