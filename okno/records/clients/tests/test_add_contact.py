"""A person at a company is added with details in one form (C1)."""

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.models import Contact

pytestmark = pytest.mark.both_engines


def test_a_contact(client_company, closer, engineer, now):
    contact = add_contact(
        company=client_company, name="Ira", phone="8 900 111-22-33", decision_role="pays", by=closer, at=now
    )
    assert contact.phone == "+79001112233"
    with pytest.raises(Invalid):
        add_contact(company=client_company, name="Ira", decision_role="king", by=closer, at=now)
    with pytest.raises(Forbidden):
        add_contact(company=client_company, name="Ira", by=engineer, at=now)


def test_the_journal_says_who_added_whom(client_company, closer, now):
    contact = add_contact(company=client_company, name=" Ira ", position="Director", by=closer, at=now)
    assert (contact.name, contact.position, contact.left_at) == ("Ira", "Director", None)
    entry = Entry.objects.get(kind="clients.contact_added")
    assert (entry.by, entry.company, entry.data["name"]) == (closer, client_company, "Ira, Director")


def test_typed_wrong_it_is_refused_from_outside_it_is_kept(client_company, closer, now):
    whose = {"company": client_company, "name": "Ira", "email": "nobody", "by": closer, "at": now}
    with pytest.raises(Invalid) as invalid:
        add_contact(**whose)
    assert list(invalid.value.fields) == ["email"]
    assert not Contact.objects.exists()
    assert add_contact(**whose, checked=False).email == "nobody"


def test_people_of_our_own_company_are_the_bookkeepers(own_company, closer, accountant, now):
    with pytest.raises(Forbidden):
        add_contact(company=own_company, name="Ira", by=closer, at=now)
    assert add_contact(company=own_company, name="Ira", by=accountant, at=now).company == own_company
