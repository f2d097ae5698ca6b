"""Who has left the company is marked, and all of theirs stays (C1)."""

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.remove_contact import remove_contact
from okno.records.clients.models import Contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def ira(client_company, closer, now):
    return add_contact(company=client_company, name="Ira", email="ira@romashka.test", by=closer, at=now)


def test_they_are_gone_since_now_and_the_journal_says_who_marked_them(ira, head, now):
    remove_contact(contact=ira, by=head, at=now)
    ira.refresh_from_db()
    assert (ira.left_at, ira.name, ira.email) == (now, "Ira", "ira@romashka.test")
    entry = Entry.objects.get(kind="clients.contact_left")
    assert (entry.by, entry.company, entry.data["name"]) == (head, ira.company, "Ira")


def test_who_meets_no_clients_marks_nobody(ira, engineer, now):
    with pytest.raises(Forbidden):
        remove_contact(contact=ira, by=engineer, at=now)
    assert Contact.objects.get().left_at is None


def test_of_two_who_mark_them_one_does(ira, closer, head, now):
    seen_by_head = Contact.objects.get(pk=ira.pk)
    remove_contact(contact=ira, by=closer, at=now)
    with pytest.raises(Conflict):
        remove_contact(contact=seen_by_head, by=head, at=now)
    assert Entry.objects.get(kind="clients.contact_left").by == closer
