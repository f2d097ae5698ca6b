"""C1: what is known of a company is right, or marked; by hand it is right."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.ground.kernel.fake_ids import make_inn
from okno.ground.kernel.identifiers import inn_is_valid
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.actions.change_company import change_company
from okno.records.clients.details import tidy
from okno.records.clients.models import Company
from okno.records.relations.actions.set_status import set_status

pytestmark = pytest.mark.both_engines

WRONG_INN = "9600000001"


def test_the_database_keeps_one_company_per_inn_and_kpp(client_company, own_company):
    with pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.filter(pk=own_company.pk).update(inn=client_company.inn, kpp=client_company.kpp)
    with pytest.raises(IntegrityError, match="company_own_has_regime"), transaction.atomic():
        Company.objects.filter(pk=own_company.pk).update(vat_regime="")
    with pytest.raises(IntegrityError, match="company_client_has_date"), transaction.atomic():
        Company.objects.filter(pk=client_company.pk).update(is_client=True)


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


def test_correcting_another_field_leaves_a_doubtful_one_in_peace(closer, now):
    doubtful = add_company(name="Липа", inn=WRONG_INN, checked=False, by=CONSOLE, at=now)
    change_company(company=doubtful, name="Липа и Ко", inn=WRONG_INN, by=closer, at=now)
    assert doubtful.data_issues == ["inn"]
    change_company(company=doubtful, inn=make_inn(9), by=closer, at=now)
    assert doubtful.data_issues == []


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
