"""A company is added with details that are right, or marked; the same one is named, not added twice (C1)."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.ground.kernel.fake_ids import make_inn
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.duplicates import AlreadyHere
from okno.records.clients.models import Company

pytestmark = pytest.mark.both_engines

WRONG_INN = "9600000001"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("inn", WRONG_INN),
        ("inn", "96000"),
        ("kpp", "12345"),
        ("ogrn", "1219600000000"),
        ("email", "nobody"),
        ("phone", "call me"),
    ],
)
def test_by_hand_a_wrong_detail_is_refused_from_a_file_it_is_marked(closer, now, field, value):
    with pytest.raises(Invalid) as invalid:
        add_company(name="Липа", by=closer, at=now, **{field: value})
    assert field in invalid.value.fields
    taken = add_company(name="Липа", checked=False, by=CONSOLE, at=now, **{field: value})
    assert taken.data_issues == [field]
    assert getattr(taken, field) == value.replace(" ", "") or field == "phone"


def test_what_does_not_even_fit_is_dropped_with_its_mark(now, db):
    taken = add_company(name="Липа", inn="9" * 30, phone="x" * 50, checked=False, by=CONSOLE, at=now)
    assert (taken.inn, taken.phone, sorted(taken.data_issues)) == ("", "", ["inn", "phone"])


def test_details_are_brought_to_one_form(closer, now):
    given = {
        "inn": f" {make_inn(7)[:4]} {make_inn(7)[4:]} ",
        "email": "Boss@ROGA.test",
        "phone": "8 (900) 111-22-33",
    }
    company = add_company(name=" Рога ", by=closer, at=now, **given)
    assert (company.inn, company.email, company.phone) == (make_inn(7), "boss@roga.test", "+79001112233")
    assert (company.name, company.sort_key) == ("Рога", "рога")


def test_the_same_inn_is_told_with_its_company(client_company, closer, now):
    for kpp in ("", client_company.kpp):
        with pytest.raises(AlreadyHere) as there:
            add_company(name="Ромашка-2", inn=client_company.inn, kpp=kpp, by=closer, at=now)
        assert there.value.company == client_company
        assert "inn" in there.value.fields
    branch = add_company(name="Филиал", inn=client_company.inn, kpp="960301001", by=closer, at=now)
    assert branch.pk != client_company.pk


def test_who_may_add(engineer, closer, accountant, now):
    with pytest.raises(Forbidden):
        add_company(name="А", by=engineer, at=now)
    with pytest.raises(Forbidden):
        add_company(name="Наша", inn=make_inn(8), is_own=True, vat_regime="general", by=closer, at=now)
    ours = add_company(name="Наша", inn=make_inn(8), is_own=True, vat_regime="none", by=accountant, at=now)
    assert ours.is_own
    with pytest.raises(Invalid):
        add_company(name="Наша", is_own=True, by=accountant, at=now)


def test_the_journal_says_who_added_it(closer, now):
    company = add_company(name=" Рога ", by=closer, at=now)
    assert (company.is_own, company.is_client, company.created_at) == (False, False, now)
    entry = Entry.objects.get(kind="clients.company_added")
    assert (entry.by, entry.company, entry.data["name"]) == (closer, company, "Рога")


def test_it_has_a_name(closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter the company name\.$") as invalid:
        add_company(name="  ", by=closer, at=now)
    assert list(invalid.value.fields) == ["name"]
    assert not Company.objects.exists()
