"""C2: one account manager at any time, with the history of who it was."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import AccountManagerTerm, Company
from okno.records.relations.actions.set_manager import set_manager
from okno.team.people.models import Employee

pytestmark = pytest.mark.both_engines

TODAY = date(2026, 10, 12)


def periods(company):
    return [(one.manager.name.split()[0], one.starts_on, one.ends_on) for one in company.manager_terms.all()]


def test_a_handover_ends_the_former_on_the_eve(client_company, closer, head, now):
    set_manager(company=client_company, manager=closer, starts_on=TODAY, by=head, at=now)
    assert periods(client_company) == [
        ("Konstantin", date(2026, 10, 12), None),
        ("Anna", date(2026, 1, 12), date(2026, 10, 11)),
    ]
    assert client_company.manager == closer
    entry = Entry.objects.get(kind="relations.manager_handed_over")
    assert entry.data == {
        "manager": "Konstantin Closerov",
        "former": "Anna Accountova",
        "starts_on": "2026-10-12",
    }


def test_a_mistake_of_the_same_day_is_corrected(client_company, closer, other_closer, head, now):
    set_manager(company=client_company, manager=closer, starts_on=TODAY, by=head, at=now)
    set_manager(company=client_company, manager=other_closer, starts_on=TODAY, by=head, at=now)
    assert [name for name, *_period in periods(client_company)] == ["Larisa", "Anna"]


def test_what_makes_no_history(client_company, account_manager, closer, head, now):
    Employee.objects.filter(pk=closer.pk).update(left_on=TODAY)
    closer.refresh_from_db()
    wrong = [
        (account_manager, TODAY),
        (closer, TODAY),
        (head, date(2026, 10, 13)),
        (head, date(2026, 1, 11)),
    ]
    for manager, starts_on in wrong:
        with pytest.raises(Invalid):
            set_manager(company=client_company, manager=manager, starts_on=starts_on, by=head, at=now)
    assert periods(client_company) == [("Anna", date(2026, 1, 12), None)]


def test_a_seller_takes_a_client_from_today_on_and_not_for_days_gone(own_company, closer, head, now):
    nobodys = add_company(name="Nobody's", by=CONSOLE, at=now)
    with pytest.raises(Invalid):
        set_manager(company=nobodys, manager=closer, starts_on=date(2026, 10, 11), by=closer, at=now)
    set_manager(company=nobodys, manager=closer, starts_on=date(2026, 10, 11), by=head, at=now)
    assert periods(nobodys) == [("Konstantin", date(2026, 10, 11), None)]


def test_who_may(client_company, closer, engineer, accountant, head, now):
    for by in (closer, engineer, accountant):
        with pytest.raises(Forbidden):
            set_manager(company=client_company, manager=head, starts_on=TODAY, by=by, at=now)
    nobodys = add_company(name="Сирота", by=closer, at=now)
    set_manager(company=nobodys, manager=closer, starts_on=TODAY, by=closer, at=now)
    assert nobodys.manager == closer


def test_the_database_keeps_one_at_a_time(client_company, closer):
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountManagerTerm.objects.create(company=client_company, manager=closer, starts_on=TODAY)
    with pytest.raises(IntegrityError, match="management_ends_after_start"), transaction.atomic():
        AccountManagerTerm.objects.update(ends_on=date(2020, 1, 1))


def test_lists_by_manager(client_company, own_company, account_manager, closer):
    assert list(Company.objects.managed_by(account_manager)) == [client_company]
    assert list(Company.objects.managed_by(closer)) == []
    assert list(Company.objects.without_manager()) == [own_company]
    named = Company.objects.with_manager_name().get(pk=client_company.pk)
    assert named.manager_name == "Anna Accountova"
