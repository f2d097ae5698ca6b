"""Each invariant is proven: a sound base answers with none, and a row broken by hand is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.send_quote import send_quote
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.tests.cast import a_company, a_deal, a_draft_quote
from okno.conftest import found_own_company, invite
from okno.ground.kernel.clock import at_hour
from okno.money.compensation.actions.lock_month import lock_month
from okno.money.compensation.models import EarningLine, Payslip
from okno.money.compensation.tests.cast import a_client, payday, reports, rule_of_pay
from okno.money.invoicing.models import SubscriptionTerm
from okno.money.invoicing.tests.cast import bill
from okno.records.catalog.actions.set_cost import set_cost
from okno.records.catalog.models import Configuration, Location
from okno.team.approvals.actions.grant_approval import grant_approval
from okno.team.people.models import Employee, Role
from okno.top.tools.invariants import INVARIANTS, breaches
from tests.prepared.house import house_in_place

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
SENT_AT = at_hour(date(2026, 10, 12), 10)


@dataclass
class SoundBase:
    """What tests take from the sound base; every test begins at the same state of it."""

    quote: Quote
    owner: Employee


def _build() -> SoundBase:
    """A client from quote to billed months, a locked and an open payslip, a quote sent below the floor.

    The quote is 10,749.99 against the floor of S3, and the owner approved exactly that.
    """
    found_own_company(SENT_AT)
    closer, owner = invite("Konstantin Closerov", Role.CLOSER), invite("Olga Ownerova", Role.OWNER)
    rule_of_pay(closer)
    a_client(owner=closer, brought_by=closer, starts_on=date(2026, 9, 10))
    bill(date(2026, 11, 30), at=at_hour(OCTOBER, 8))
    reports(closer, SEPTEMBER)
    payday(closer, SEPTEMBER)
    lock_month(month_on=SEPTEMBER, by=owner, at=at_hour(date(2026, 10, 5), 10))
    payday(closer, OCTOBER)
    return SoundBase(_sent_below_the_floor(closer, owner), owner)


@pytest.fixture(scope="module")
def sound_base(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[SoundBase]:
    with django_db_blocker.unblock(), house_in_place("sound", _build) as base:
        yield base


@pytest.fixture
def sound(db: None, sound_base: SoundBase) -> Quote:
    quote: Quote = Quote.objects.get(pk=sound_base.quote.pk)
    return quote


@pytest.fixture
def owner(db: None, sound_base: SoundBase) -> Employee:
    return sound_base.owner


def _sent_below_the_floor(closer: Employee, owner: Employee) -> Quote:
    deal = a_deal(company=a_company(number=300), owner=closer, at=SENT_AT)
    server, place = Configuration.objects.get(), Location.objects.get()
    for name, kind, amount_minor, months in (
        ("Rent", "monthly", 590_000, None),
        ("Box", "outlay", 2_400_000, 12),
    ):
        cost = {"name": name, "kind": kind, "amount_minor": amount_minor, "payback_months": months}
        set_cost(configuration=server, starts_on=OCTOBER, by=owner, at=at_hour(OCTOBER, 9), **cost)
    line = {"configuration": server, "location": place, "monthly_minor": 1_074_999}
    quote = a_draft_quote(deal=deal, lines=[line], by=closer, at=SENT_AT)
    ask_feasibility(line=quote.lines.get(), by=closer, at=SENT_AT)
    approval = ask_price_approval(line=quote.lines.get(), reason="He pays well", by=closer, at=SENT_AT)
    grant_approval(approval=approval, by=owner, at=SENT_AT)
    return send_quote(quote=quote, by=closer, at=SENT_AT + timedelta(minutes=5))


def broken() -> set[str]:
    return {one.invariant.name for one in breaches()}


def by_hand(*statements: str) -> set[str]:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return broken()


def test_a_sound_base_answers_with_none(sound: Quote) -> None:
    assert breaches() == []


ORDERS_PROMISE = "UPDATE promises_promise SET {} WHERE subject_kind = 'delivery.order'"
BROKEN = [
    ("below_floor", "UPDATE quotes_quoteline SET monthly_minor = 1074998 WHERE monthly_minor = 1074999"),
    ("below_floor", "UPDATE approvals_approval SET used_at = '2026-10-01 10:00:00+00:00'"),
    ("below_floor", "UPDATE approvals_approval SET decided_by_id = requested_by_id"),
    ("below_floor", "DELETE FROM catalog_floorformula"),
    ("below_floor", "DELETE FROM catalog_costitem"),
    ("contract_differs", "UPDATE contracts_contractline SET monthly_minor = monthly_minor - 1"),
    ("contract_differs", "UPDATE contracts_contractline SET one_off_minor = one_off_minor + 1"),
    ("contract_differs", "UPDATE contracts_contractline SET quantity = quantity + 1"),
    ("contract_differs", "UPDATE contracts_contract SET vat_included = NOT vat_included"),
    ("contract_differs", "UPDATE contracts_contract SET term_months = term_months + 1"),
    ("date_unconfirmed", ORDERS_PROMISE.format("moves_count = 1")),
    ("date_unconfirmed", ORDERS_PROMISE.format("confirmed_by_id = owner_id")),
    ("date_unconfirmed", ORDERS_PROMISE.format("first_due_at = '2026-09-05 15:00:00+00:00'")),
    ("date_unconfirmed", "UPDATE quotes_feasibility SET status = 'void'"),
    ("sent_undeliverable", "UPDATE quotes_feasibility SET holds_until_on = '2026-10-20'"),
    ("sent_undeliverable", "UPDATE quotes_feasibility SET answered_at = '2027-01-01 10:00:00+00:00'"),
    ("sent_undeliverable", "UPDATE resources_hold SET held_at = '2027-01-01 10:00:00+00:00'"),
    ("capacity_counters", "UPDATE resources_capacity SET taken = taken + 1"),
    ("capacity_counters", "UPDATE resources_hold SET units = units + 1 WHERE status = 'held'"),
    (
        "capacity_of_signed",
        "UPDATE resources_hold SET status = 'held', taken_at = NULL, until_on = '2026-10-01'",
    ),
    ("started_unpaid", "UPDATE invoicing_invoice SET paid_on = NULL, paid_minor = 0 WHERE kind = 'first'"),
    ("started_unpaid", "UPDATE invoicing_invoice SET paid_on = '2026-10-30' WHERE kind = 'first'"),
    ("charged_days", "UPDATE invoicing_subscription SET billed_through_on = '2026-10-31'"),
    ("charged_days", "UPDATE invoicing_subscription SET starts_on = '2026-09-09'"),
    ("charged_days", "UPDATE invoicing_subscription SET ends_on = '2026-10-15'"),
    ("terms_in_a_row", "UPDATE invoicing_subscriptionterm SET starts_on = '2026-09-11'"),
    ("terms_in_a_row", "UPDATE invoicing_subscriptionterm SET ends_on = '2027-10-15'"),
    ("terms_in_a_row", "UPDATE invoicing_subscription SET ends_on = '2027-10-15'"),
    ("terms_in_a_row", "DELETE FROM invoicing_subscriptionterm"),
    (
        "charged_days",
        "UPDATE invoicing_invoiceline SET starts_on = '2026-10-02' WHERE starts_on = '2026-10-01'",
    ),
    (
        "charged_days",
        "UPDATE invoicing_invoiceline SET starts_on = '2026-09-30' WHERE starts_on = '2026-10-01'",
    ),
    (
        "numbers_with_gaps",
        "UPDATE invoicing_invoice SET sequence = sequence + 10 WHERE starts_on = '2026-11-01'",
    ),
    ("money_adds_up", "UPDATE payments_allocation SET amount_minor = amount_minor - 1"),
    ("money_adds_up", "UPDATE payments_payment SET allocated_minor = allocated_minor - 1"),
    ("money_adds_up", "UPDATE invoicing_invoice SET advance_used_minor = 0 WHERE kind = 'first'"),
    (
        "money_adds_up",
        "UPDATE invoicing_invoiceline SET gross_minor = gross_minor + 1, vat_minor = vat_minor + 1",
    ),
    (
        "money_adds_up",
        "UPDATE invoicing_invoiceline SET net_minor = net_minor + 1, vat_minor = vat_minor - 1",
    ),
    ("money_adds_up", "UPDATE payments_payment SET company_id = (SELECT MAX(id) FROM clients_company)"),
    ("won_unsigned", "UPDATE contracts_contract SET status = 'cancelled', signed_on = NULL"),
    ("won_unsigned", "UPDATE deals_deal SET status = 'open', closed_on = NULL"),
    ("won_unsigned", "UPDATE invoicing_invoice SET kind = 'monthly' WHERE kind = 'first'"),
    (
        "issued_changed",
        "UPDATE invoicing_invoice SET gross_minor = net_minor, vat_minor = 0 WHERE run_id > 0",
    ),
    ("issued_changed", "UPDATE quotes_quote SET sent_at = '2026-08-01 10:00:00+00:00'"),
    (
        "pay_unexplained",
        "UPDATE compensation_payslip SET payable_minor = payable_minor + 1 WHERE status = 'open'",
    ),
    ("locked_changed", "UPDATE compensation_payslip SET payable_minor = payable_minor + 1"),
    ("locked_changed", "UPDATE compensation_payslip SET drawn_at = '2027-01-01 10:00:00+00:00'"),
    ("locked_changed", "UPDATE compensation_payslip SET status = 'open', locked_at = NULL"),
]


@pytest.mark.parametrize(("name", "statement"), BROKEN)
def test_a_row_broken_by_hand_is_named(name: str, statement: str, sound: Quote) -> None:
    if name == "locked_changed":
        on = " ON compensation_payslip" if connection.vendor == "postgresql" else ""
        by_hand(f"DROP TRIGGER payslip_locked_no_update{on}")
    assert name in by_hand(statement)


@pytest.mark.parametrize(
    ("last_day", "first_day", "ends_on", "is_sound"),
    [(2, 3, None, True), (1, 3, None, False), (3, 3, None, False), (2, 3, date(2027, 10, 15), False)],
)
def test_terms_follow_each_other_to_the_end(
    last_day: int, first_day: int, ends_on: date | None, is_sound: bool, sound: Quote
) -> None:
    """The terms change on the third of December: a gap, an overlap and another last day are named."""
    term = SubscriptionTerm.objects.get()
    SubscriptionTerm.objects.update(ends_on=date(2026, 12, last_day))
    SubscriptionTerm.objects.create(
        subscription=term.subscription,
        price_minor=1,
        vat_included=False,
        quantity=1,
        starts_on=date(2026, 12, first_day),
        ends_on=ends_on,
    )
    assert broken() == (set() if is_sound else {"terms_in_a_row"})


def test_the_same_bonus_in_two_payslips_is_named(sound: Quote) -> None:
    paid = EarningLine.objects.get(kind="attraction", part="first", payslip__status="locked")
    paid.pk, paid.payslip = None, Payslip.objects.get(status="open")
    paid.save()
    assert "pay_unexplained" in broken()


def test_every_invariant_is_proven() -> None:
    assert {name for name, _statement in BROKEN} == {one.name for one in INVARIANTS}


def test_a_cost_told_later_accuses_nobody(sound: Quote, owner: Employee) -> None:
    """It is dearer from a day before the sending, and was told after it: the seller could not know."""
    configuration = sound.lines.get().configuration
    before = {"configuration": configuration, "kind": "monthly", "amount_minor": 5_000_000}
    set_cost(name="Licence", starts_on=date(2026, 10, 2), by=owner, at=SENT_AT + timedelta(days=1), **before)
    assert breaches() == []


def test_the_floor_is_met_to_the_kopeck(sound: Quote) -> None:
    """S3: without the approval 10,749.99 is a breach and 10,750.00 is none; so with 22 % VAT inside."""
    line = sound.lines.get()
    by_hand(
        "UPDATE catalog_costitem SET amount_minor = 600000 WHERE name = 'Rent'",
        "DELETE FROM catalog_costitem WHERE name NOT IN ('Rent', 'Box')",
        "UPDATE approvals_approval SET kind = 'another'",
    )

    def is_below(price_minor: int, *, vat_included: bool) -> bool:
        QuoteLine.objects.filter(pk=line.pk).update(monthly_minor=price_minor)
        Quote.objects.filter(pk=sound.pk).update(vat_included=vat_included)
        return ("below_floor", line.pk) in {(one.invariant.name, one.id) for one in breaches()}

    assert is_below(1_074_999, vat_included=False)
    assert not is_below(1_075_000, vat_included=False)
    assert is_below(1_311_499, vat_included=True)
    assert not is_below(1_311_500, vat_included=True)
