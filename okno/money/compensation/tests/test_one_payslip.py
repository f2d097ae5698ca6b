"""The payslip of one employee is drafted from their own clients, and is the same as among everybody's."""

from collections import Counter
from datetime import date

import pytest
from django.db.models.sql.compiler import SQLCompiler

from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import month_of
from okno.money.compensation.actions.lock_month import lock_month
from okno.money.compensation.drafting import draft, open_book
from okno.money.compensation.facts import read_clients
from okno.money.compensation.tests.cast import a_client, billed, money_comes, payday, reports, rule_of_pay
from okno.records.clients.models import AccountManagerTerm
from okno.records.relations.actions.set_manager import set_manager

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
MAY = date(2026, 5, 1)
MAY_31 = date(2026, 5, 31)


@pytest.fixture
def rows_read(monkeypatch):
    """Count the rows that queries return, by their model."""
    counted: Counter[str] = Counter()
    results_iter = SQLCompiler.results_iter

    def counting(compiler, *args, **options):
        for row in results_iter(compiler, *args, **options):
            counted[compiler.query.model.__name__] += 1
            yield row

    monkeypatch.setattr(SQLCompiler, "results_iter", counting)
    return counted


@pytest.fixture
def sold(own_company, closer, other_closer):
    """A client of each seller, who have both paid for May."""
    for seller in (closer, other_closer):
        rule_of_pay(seller)
        reports(seller, MAY)
    mine = a_client(owner=closer, brought_by=closer, starts_on=date(2026, 1, 12))
    theirs = a_client(owner=other_closer, brought_by=other_closer, starts_on=date(2026, 1, 12))
    for company in (mine, theirs):
        money_comes(billed(company, MAY), on=date(2026, 5, 20))
    return mine, theirs


def companies_of(employee):
    return {client.company for client in read_clients(MAY_31, [employee.pk])}


def test_only_ones_own_clients_are_read(sold, closer, other_closer):
    mine, theirs = sold
    assert companies_of(closer) == {mine.pk}
    assert companies_of(other_closer) == {theirs.pk}
    assert {client.company for client in read_clients(MAY_31)} == {mine.pk, theirs.pk}


def test_a_client_that_one_brought_and_another_closed_is_read_for_both(own_company, closer, other_closer):
    company = a_client(owner=other_closer, brought_by=closer, starts_on=date(2026, 1, 12))
    assert not AccountManagerTerm.objects.filter(manager=closer).exists()
    assert companies_of(closer) == companies_of(other_closer) == {company.pk}


def test_a_client_that_was_managed_for_a_month_is_read_too(sold, closer):
    mine, theirs = sold
    set_manager(company=theirs, manager=closer, starts_on=MAY, by=CONSOLE, at=at_hour(MAY, 9))
    assert companies_of(closer) == {mine.pk, theirs.pk}
    slip = draft(open_book(month_of(MAY), [closer.pk]), closer)
    assert slip == draft(open_book(month_of(MAY)), closer)
    assert [line.due.company for line in slip.lines if line.due.kind == "upkeep"] == [mine.pk, theirs.pk]


def test_a_client_that_was_paid_for_in_a_locked_month_stays_with_whom_it_was_paid(
    own_company, closer, other_closer, owner
):
    """3,333.33 were paid in January, then the deal went to another: the second part did not."""
    january, april = date(2026, 1, 1), date(2026, 4, 1)
    for seller in (closer, other_closer):
        rule_of_pay(seller)
        reports(seller, january)
        reports(seller, april)
    company = a_client(owner=closer, brought_by=closer, starts_on=date(2026, 1, 12))
    payday(closer, january)
    lock_month(month_on=january, by=owner, at=at_hour(date(2026, 2, 5), 10))
    set_manager(company=company, manager=other_closer, starts_on=MAY, by=CONSOLE, at=at_hour(MAY, 9))
    AccountManagerTerm.objects.filter(manager=closer).delete()
    Lead.objects.update(brought_by=other_closer, assigned_to=other_closer)
    Deal.objects.update(owner=other_closer)
    whole = open_book(month_of(april))
    for seller, parts in ((closer, ["second"]), (other_closer, [])):
        slip = draft(open_book(month_of(april), [seller.pk]), seller)
        assert slip == draft(whole, seller)
        assert [line.due.part for line in slip.lines if line.due.kind == "attraction"] == parts


def test_what_others_sold_and_were_paid_is_not_read(sold, closer, other_closer, owner, rows_read):
    def rows() -> dict[str, int]:
        rows_read.clear()
        draft(open_book(month_of(MAY), [closer.pk]), closer)
        return dict(rows_read)

    before = rows()
    assert before["Allocation"] and before["SubscriptionTerm"] and before["Contract"]
    april = date(2026, 4, 1)
    reports(other_closer, april)
    for _ in range(3):
        theirs = a_client(owner=other_closer, brought_by=other_closer, starts_on=date(2026, 1, 14))
        money_comes(billed(theirs, april), on=date(2026, 4, 25))
        money_comes(billed(theirs, MAY), on=date(2026, 5, 20))
    payday(other_closer, april)
    lock_month(month_on=april, by=owner, at=at_hour(date(2026, 5, 5), 10))
    assert rows() == before


def test_one_payslip_is_the_same_as_among_everybodys(sold, closer, other_closer):
    whole = open_book(month_of(MAY))
    for employee in (closer, other_closer):
        assert draft(open_book(month_of(MAY), [employee.pk]), employee) == draft(whole, employee)
