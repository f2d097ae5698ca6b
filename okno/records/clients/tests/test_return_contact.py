"""Who was marked as gone by mistake, or has come back, is offered again (C1)."""

from datetime import time

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.remove_contact import remove_contact
from okno.records.clients.actions.return_contact import return_contact
from okno.records.clients.contact_rows import people_of
from okno.records.clients.models import Contact

pytestmark = pytest.mark.both_engines


@pytest.fixture
def ira(client_company, closer, now):
    return add_contact(
        company=client_company,
        name="Ира",
        email="ira@romashka.test",
        channel="voice",
        quiet_from=time(13),
        quiet_until=time(15),
        by=closer,
        at=now,
    )


def test_who_left_is_marked_and_may_come_back(ira, client_company, closer, engineer, now):
    with pytest.raises(Forbidden):
        remove_contact(contact=ira, by=engineer, at=now)
    remove_contact(contact=ira, by=closer, at=now)
    assert Contact.objects.get(pk=ira.pk).left_at == now
    with pytest.raises(Conflict):
        remove_contact(contact=ira, by=closer, at=now)
    people = people_of(client_company, now)
    assert (people.there, people.gone) == ([], [ira])
    return_contact(contact=ira, by=closer, at=now)
    with pytest.raises(Conflict):
        return_contact(contact=ira, by=closer, at=now)
    assert [one.contact for one in people_of(client_company, now).there] == [ira]
    kinds = Entry.objects.filter(subject_kind="clients.contact").values_list("kind", flat=True)
    assert set(kinds) == {"clients.contact_added", "clients.contact_left", "clients.contact_returned"}


def test_the_journal_says_who_brought_them_back(ira, closer, head, engineer, now):
    remove_contact(contact=ira, by=closer, at=now)
    with pytest.raises(Forbidden):
        return_contact(contact=ira, by=engineer, at=now)
    return_contact(contact=ira, by=head, at=now)
    assert Contact.objects.get().left_at is None
    entry = Entry.objects.get(kind="clients.contact_returned")
    assert (entry.by, entry.company, entry.data["name"]) == (head, ira.company, "Ира")


def test_of_two_who_bring_them_back_one_does(ira, closer, head, now):
    remove_contact(contact=ira, by=closer, at=now)
    seen_by_head = Contact.objects.get(pk=ira.pk)
    return_contact(contact=ira, by=closer, at=now)
    with pytest.raises(Conflict):
        return_contact(contact=seen_by_head, by=head, at=now)
    assert Entry.objects.filter(kind="clients.contact_returned").count() == 1
