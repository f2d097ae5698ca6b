"""A month is drawn as often as wanted, in a few queries, and says what each line stands on (E5, E6)."""

from datetime import date, timedelta

import pytest

from okno.attract.deals.models import Deal
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.models import EarningLine, Payslip
from okno.money.compensation.tests.cast import (
    a_client,
    billed,
    lines_of,
    money_comes,
    payday,
    reports,
    rule_of_pay,
)
from okno.money.invoicing.models import Invoice
from okno.money.invoicing.tests.cast import bare_services
from okno.money.payments.models import Payment

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

MAY = date(2026, 5, 1)
DRAWN_AT = at_hour(date(2026, 6, 3), 10)


@pytest.fixture
def seller(own_company, closer):
    rule_of_pay(closer)
    return closer


def kept_client(seller, day=12):
    company = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 1, day))
    money_comes(billed(company, MAY), on=date(2026, 5, 20))
    return company


def test_drawing_again_changes_nothing_but_the_time(seller):
    kept_client(seller)
    reports(seller, MAY)
    first = payday(seller, MAY)
    before = (lines_of(first), first.payable_minor)
    again = payday(seller, MAY, at=DRAWN_AT + timedelta(hours=1))
    assert (again.pk, (lines_of(again), again.payable_minor)) == (first.pk, before)
    assert Payslip.objects.count() == 1


def test_payable_lines_sum_to_the_payslip(seller):
    kept_client(seller)
    slip = payday(seller, MAY)
    for field, status in (("payable_minor", "payable"), ("held_minor", "held"), ("earned_minor", "earned")):
        lines = slip.lines.filter(status=status)
        assert sum(line.amount_minor for line in lines) == getattr(slip, field)


def test_a_line_names_what_it_stands_on(seller):
    company = kept_client(seller)
    line = payday(seller, MAY).lines.get(kind="upkeep")
    invoice = Invoice.objects.get(company=company, starts_on=MAY)
    payment = Payment.objects.get(amount_minor=invoice.gross_minor, paid_on=date(2026, 5, 20))
    assert [tuple(link) for link in line.explanation["links"]] == [
        ("compensation.component", line.component_id),
        ("clients.company", company.pk),
        ("invoicing.invoice", invoice.pk),
        ("payments.payment", payment.pk),
    ]
    (step,) = line.explanation["arithmetic"]
    assert (step["op"], step["values"]) == ("share", {"base_minor": 2_000_000, "rate_bp": 500})


def test_prices_with_vat_inside_earn_on_what_is_without_it(seller):
    """24,400.00 with 22 % inside is a fee of 20,000.00: the first part is 3,333.33."""
    company = a_client(owner=seller, brought_by=seller, starts_on=date(2026, 5, 12), vat_included=True)
    assert company.subscriptions.get().terms.get().fee_minor == 2_440_000
    line = payday(seller, MAY).lines.get(kind="attraction", part="first")
    assert (line.base_minor, line.amount_minor) == (2_000_000, 333_333)


def test_a_client_recommended_by_a_client_is_brought_by_the_manager_of_that_client(seller, other_closer):
    rule_of_pay(other_closer)
    recommends = a_client(owner=other_closer, starts_on=date(2026, 1, 12))
    a_client(owner=seller, starts_on=date(2026, 5, 12), recommended_by=recommends)
    assert lines_of(payday(other_closer, MAY), "attraction")[0][:3] == ("attraction", "first", 333_333)
    assert lines_of(payday(seller, MAY), "onboarding")[0][:3] == ("onboarding", "first", 133_333)


def test_a_contract_of_an_imported_deal_earns_nobody_anything(seller, own_company, client_company):
    bare_services(own_company, [client_company], [{"starts_on": MAY, "billed_through_on": MAY}])
    Deal.objects.filter(imported=True).update(owner=seller)
    assert lines_of(payday(seller, MAY)) == [("base", "", 5_000_000, "payable")]


def test_queries_do_not_grow_with_clients_or_people(seller, other_closer, django_assert_max_num_queries):
    kept_client(seller)
    with django_assert_max_num_queries(32):
        draw_month(month_on=MAY, by=CONSOLE, at=DRAWN_AT)
    rule_of_pay(other_closer)
    for day in (13, 14, 15):
        kept_client(seller, day)
        kept_client(other_closer, day)
    with django_assert_max_num_queries(32):
        assert len(draw_month(month_on=MAY, by=CONSOLE, at=DRAWN_AT)) == 2
    assert EarningLine.objects.filter(kind="upkeep").count() == 7


def test_one_entry_of_the_journal_for_a_month_seen_by_those_who_run_pay(seller, other_closer):
    rule_of_pay(other_closer)
    draw_month(month_on=MAY, by=CONSOLE, at=DRAWN_AT)
    entry = Entry.objects.get(kind="compensation.month_drawn")
    assert (entry.audience, entry.data["count"], entry.data["payable_minor"]) == ("pay", 2, 10_000_000)


def test_who_draws_and_which_month(seller, accountant):
    with pytest.raises(Forbidden):
        draw_month(month_on=MAY, by=seller, at=DRAWN_AT)
    for wrong in (date(2026, 5, 2), date(2026, 7, 1)):
        with pytest.raises(Invalid):
            draw_month(month_on=wrong, by=accountant, at=DRAWN_AT)
