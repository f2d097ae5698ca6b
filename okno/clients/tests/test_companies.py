"""C1: what is known of a company is right, or marked; by hand it is right."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from okno.clients.actions.add_bank_account import add_bank_account
from okno.clients.actions.add_company import add_company
from okno.clients.actions.add_contact import add_contact
from okno.clients.actions.become_client import become_client
from okno.clients.actions.change_company import change_company
from okno.clients.actions.set_status import set_status
from okno.clients.details import tidy
from okno.clients.duplicates import AlreadyHere
from okno.clients.models import Company
from okno.journal.models import Entry
from okno.kernel.errors import Forbidden, Invalid
from okno.kernel.identifiers import inn_is_valid
from okno.kernel.invented import make_account, make_inn

BIK = "044525225"
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
    taken = add_company(name="Липа", checked=False, by=None, at=now, **{field: value})
    assert taken.marks == [field]
    assert getattr(taken, field) == value.replace(" ", "") or field == "phone"


def test_what_does_not_even_fit_is_dropped_with_its_mark(now, db):
    taken = add_company(name="Липа", inn="9" * 30, phone="x" * 50, checked=False, by=None, at=now)
    assert (taken.inn, taken.phone, sorted(taken.marks)) == ("", "", ["inn", "phone"])


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


def test_the_database_keeps_one_company_per_inn_and_kpp(client_company, own_company):
    with pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.filter(pk=own_company.pk).update(inn=client_company.inn, kpp=client_company.kpp)
    with pytest.raises(IntegrityError, match="company_own_has_regime"), transaction.atomic():
        Company.objects.filter(pk=own_company.pk).update(vat_regime="")
    with pytest.raises(IntegrityError, match="company_client_has_date"), transaction.atomic():
        Company.objects.filter(pk=client_company.pk).update(is_client=True)


def test_who_may_add(engineer, closer, accountant, now):
    with pytest.raises(Forbidden):
        add_company(name="А", by=engineer, at=now)
    with pytest.raises(Forbidden):
        add_company(name="Наша", inn=make_inn(8), is_own=True, vat_regime="general", by=closer, at=now)
    ours = add_company(name="Наша", inn=make_inn(8), is_own=True, vat_regime="none", by=accountant, at=now)
    assert ours.is_own
    with pytest.raises(Invalid):
        add_company(name="Наша", is_own=True, by=accountant, at=now)


def test_accounts_agree_with_their_bank(client_company, closer, now):
    good = make_account(5, BIK)
    wrong = good[:8] + str((int(good[8]) + 1) % 10) + good[9:]
    with pytest.raises(Invalid) as invalid:
        add_bank_account(company=client_company, account=wrong, bik=BIK, by=closer, at=now)
    assert "account" in invalid.value.fields
    add_bank_account(company=client_company, account=good, bik=BIK, by=closer, at=now)
    with pytest.raises(Invalid):
        add_bank_account(company=client_company, account=good, bik=BIK, by=closer, at=now)
    taken = add_bank_account(company=client_company, account=wrong, bik=BIK, checked=False, by=None, at=now)
    assert taken.marks == ["account"]


def test_our_own_accounts_are_not_for_sellers(own_company, closer, accountant, now):
    with pytest.raises(Forbidden):
        add_bank_account(company=own_company, account=make_account(6, BIK), bik=BIK, by=closer, at=now)
    add_bank_account(company=own_company, account=make_account(6, BIK), bik=BIK, by=accountant, at=now)


def test_a_contact(client_company, closer, engineer, now):
    contact = add_contact(
        company=client_company, name="Ira", phone="8 900 111-22-33", decision_role="pays", by=closer, at=now
    )
    assert contact.phone == "+79001112233"
    with pytest.raises(Invalid):
        add_contact(company=client_company, name="Ira", decision_role="king", by=closer, at=now)
    with pytest.raises(Forbidden):
        add_contact(company=client_company, name="Ira", by=engineer, at=now)


def test_a_change_is_journalled_field_by_field(client_company, closer, now):
    change_company(company=client_company, name="Ромашка", phone="8 900 000 00 03", by=closer, at=now)
    entry = Entry.objects.get(kind="journal.fields_changed")
    assert "+79000000002 → +79000000003" in entry.sentence
    change_company(company=client_company, name="Ромашка", by=closer, at=now)
    assert Entry.objects.filter(kind="journal.fields_changed").count() == 1
    with pytest.raises(Invalid):
        change_company(company=client_company, inn=WRONG_INN, by=closer, at=now)
    client_company.refresh_from_db()
    assert client_company.inn == make_inn(2)


def test_mending_another_field_leaves_a_doubtful_one_in_peace(closer, now):
    doubtful = add_company(name="Липа", inn=WRONG_INN, checked=False, by=None, at=now)
    change_company(company=doubtful, name="Липа и Ко", inn=WRONG_INN, by=closer, at=now)
    assert doubtful.marks == ["inn"]
    change_company(company=doubtful, inn=make_inn(9), by=closer, at=now)
    assert doubtful.marks == []


def test_a_status_and_a_step_with_its_date(client_company, closer, engineer, now):
    given = {"company": client_company, "by": closer, "at": now}
    for wrong in (
        {"status_text": " "},
        {"status_text": "Waits", "next_step": "Call"},
        {"status_text": "Waits", "next_step_on": date(2026, 10, 13)},
        {"status_text": "Waits", "next_step": "Call", "next_step_on": date(2026, 10, 11)},
    ):
        with pytest.raises(Invalid):
            set_status(**given, **wrong)
    set_status(**given, status_text="Waits", next_step="Call", next_step_on=date(2026, 10, 12))
    assert client_company.status_at == now
    set_status(**given, status_text="Silent")
    assert list(Company.objects.without_step()) == [client_company]
    with pytest.raises(Forbidden):
        set_status(company=client_company, status_text="Fine", by=engineer, at=now)
    with pytest.raises(IntegrityError, match="company_step_has_date"), transaction.atomic():
        Company.objects.update(next_step="Call")


def test_a_client_once(client_company, closer, now):
    become_client(company=client_company, on=date(2026, 10, 12), by=closer, at=now)
    become_client(company=client_company, on=date(2026, 11, 1), by=closer, at=now)
    assert client_company.client_since_on == date(2026, 10, 12)
    assert Entry.objects.filter(kind="clients.became_client").count() == 1


@pytest.mark.parametrize("text", ["ромашка", "РОМАШ", "romashka.test", "9000000002", make_inn(2), "Ромашки"])
def test_search_finds_whatever_is_remembered(client_company, own_company, text):
    assert list(Company.objects.matching(text)) == [client_company]


def test_a_visitor_sees_no_company(client_company):
    assert not Company.objects.visible_to(None).exists()


DETAILS = ("inn", "kpp", "ogrn", "email", "phone")


@given(st.dictionaries(st.sampled_from(DETAILS), st.text(max_size=40)))
@settings(deadline=None)
def test_tidying_is_done_once_and_never_hides_a_wrong_inn(given):
    tidied, doubtful = tidy(given, checked=False)
    again, _still = tidy(tidied, checked=False)
    assert again == tidied
    if tidied.get("inn"):
        assert ("inn" in doubtful) != inn_is_valid(tidied["inn"])
    if not doubtful:
        assert tidy(given, checked=True) == (tidied, [])
