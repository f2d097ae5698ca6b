"""Guard 6: an address or a domain is written to no more, and who asked stands beside it."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE, VISITOR
from okno.ground.kernel.errors import Invalid
from okno.records.clients.actions.forbid_contact import forbid_contact
from okno.records.clients.models import NoContact
from okno.records.clients.no_contact import forbidden_among, is_forbidden

pytestmark = pytest.mark.django_db


def test_who_is_meant_and_who_is_not(closer, now, db):
    forbid_contact(address="romashka.test", reason="Просили", by=closer, at=now)
    assert is_forbidden("a@romashka.test") and is_forbidden("Ира <A@x.ROMASHKA.test>")
    for other in ("a@notromashka.test", "romashka.test@mail.test", "a@test", "", "nobody"):
        assert not is_forbidden(other)
    assert set(forbidden_among(["a@romashka.test", "b@okno.test", ""])) == {"a@romashka.test"}


@pytest.mark.parametrize("address", ["", "romashka", "a b@c", "gmail.com", "x" * 300])
def test_what_cannot_be_forbidden(closer, now, address):
    with pytest.raises(Invalid) as invalid:
        forbid_contact(address=address, reason="Просили", by=closer, at=now)
    assert list(invalid.value.fields) == ["address"]


def test_twice_or_without_a_reason(closer, now, db):
    forbid_contact(address="romashka.test", reason="Просили", by=CONSOLE, at=now)
    with pytest.raises(Invalid):
        forbid_contact(address="https://ROMASHKA.test/contacts", reason="Просили", by=closer, at=now)
    with pytest.raises(Invalid):
        forbid_contact(address="astra.test", reason="", by=closer, at=now)


def test_the_journal_of_the_client_says_who_wrote_it_down_and_why(client_company, engineer, now):
    forbidden = forbid_contact(
        address=" Ira@Romashka.TEST ", reason=" Asked by phone ", company=client_company, by=engineer, at=now
    )
    assert (forbidden.address, forbidden.reason, forbidden.by) == (
        "ira@romashka.test",
        "Asked by phone",
        engineer,
    )
    entry = Entry.objects.get(kind="clients.contact_forbidden")
    assert (entry.by, entry.company, entry.data["address"]) == (engineer, client_company, "ira@romashka.test")


def test_the_unsubscribe_link_of_a_visitor_does_it_too(now, db):
    assert forbid_contact(address="ira@romashka.test", reason="The link", by=VISITOR, at=now).by is None
    assert is_forbidden("ira@romashka.test")


def test_each_refusal_says_what_to_write(closer, now):
    wrong = [
        (" romashka ", "They asked", r"^Enter an email address or a domain: romashka\.ru\.$"),
        ("gmail.com", "They asked", r"^This is a public email domain\. Enter a full address\.$"),
        ("romashka.test", "  ", r"^Enter the reason: who asked and when\.$"),
    ]
    for address, reason, sentence in wrong:
        with override("en"), pytest.raises(Invalid, match=sentence):
            forbid_contact(address=address, reason=reason, by=closer, at=now)
    assert not NoContact.objects.exists()
