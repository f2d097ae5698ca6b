"""K6: the signing alone wins the deal, and everything that follows from it happens at once or not at all."""

from datetime import date, timedelta

import pytest

from okno.attract.quotes.models import Feasibility, Quote
from okno.attract.quotes.tests.cast import a_company, an_accepted_quote
from okno.deliver.contracts.actions.cancel_contract import cancel_contract
from okno.deliver.contracts.actions.sign_contract import sign_contract
from okno.deliver.contracts.models import Contract, ContractLine
from okno.deliver.contracts.tests.cast import a_draft_contract, a_signed_contract
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Invalid, Refused
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.actions.hold_capacity import hold_capacity
from okno.records.resources.models import Capacity, Hold
from okno.records.resources.tests.cast import a_place

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
MONDAY = date(2026, 10, 12)


@pytest.fixture
def contract(now):
    return a_draft_contract(at=now)


def test_signed_is_told_with_its_date(contract, now, closer, engineer):
    sign_contract(contract=contract, signed_on=MONDAY, by=contract.deal.owner, at=now)
    contract.refresh_from_db()
    assert (contract.status, contract.signed_on) == ("signed", MONDAY)
    assert contract.signed_by == contract.deal.owner
    entry = Entry.objects.get(kind="contracts.contract_signed")
    assert entry.data["monthly_minor"] == 2_000_000
    assert not Entry.objects.filter(pk=entry.pk).visible_to(engineer).exists()


def test_guard_2_is_asked_again(contract, now):
    ContractLine.objects.update(monthly_minor=1_999_999)
    with pytest.raises(Refused) as refusal:
        sign_contract(contract=contract, signed_on=MONDAY, by=contract.deal.owner, at=now)
    assert refusal.value.guard == Guard.CONTRACT_PRICE


@pytest.mark.parametrize("changed", [{"vat_included": True}, {"term_months": 60}])
def test_the_same_figure_on_another_basis_is_another_price(contract, now, changed):
    Contract.objects.update(**changed)
    contract.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        sign_contract(contract=contract, signed_on=MONDAY, by=contract.deal.owner, at=now)
    assert refusal.value.guard == Guard.CONTRACT_PRICE


def test_a_quote_that_is_accepted_no_more_is_not_signed(contract, now):
    Quote.objects.update(status="superseded")
    contract.quote.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        sign_contract(contract=contract, signed_on=MONDAY, by=contract.deal.owner, at=now)
    assert refusal.value.guard == Guard.CONTRACT_PRICE


def test_not_in_the_future_and_not_before_the_acceptance(contract, now):
    for on in (MONDAY + timedelta(days=1), MONDAY - timedelta(days=1)):
        with pytest.raises(Invalid) as invalid:
            sign_contract(contract=contract, signed_on=on, by=contract.deal.owner, at=now)
        assert "signed_on" in invalid.value.fields


def test_signed_once(contract, now):
    again = Contract.objects.get()
    sign_contract(contract=contract, signed_on=MONDAY, by=contract.deal.owner, at=now)
    with pytest.raises(Conflict):
        sign_contract(contract=again, signed_on=MONDAY, by=contract.deal.owner, at=now)
    assert Entry.objects.filter(kind="contracts.contract_signed").count() == 1


def test_freed_capacity_is_held_anew(contract, now):
    free_hold(hold=Hold.objects.get(), by=CONSOLE, at=now)
    later = now + timedelta(days=40)
    sign_contract(contract=contract, signed_on=date(2026, 11, 20), by=contract.deal.owner, at=later)
    assert Capacity.objects.get().taken == 1


def test_guard_5_when_the_freed_capacity_went_to_another(now):
    place = a_place(capacity=1)
    contract = a_draft_contract(at=now, lines=[{"location": place}])
    free_hold(hold=Hold.objects.get(), by=CONSOLE, at=now)
    hold_capacity(
        holder=a_company(number=78),
        location=place,
        kind="server",
        units=1,
        until_on=MONDAY,
        company=None,
        by=CONSOLE,
        at=now,
    )
    with pytest.raises(Refused) as refusal:
        sign_contract(contract=contract, signed_on=MONDAY, by=contract.deal.owner, at=now)
    assert refusal.value.guard == Guard.CAPACITY
    contract.refresh_from_db()
    assert (contract.status, contract.deal.status) == ("draft", "open")


def test_guard_4_when_the_confirmation_is_void(contract, now):
    Feasibility.objects.update(status="void")
    with pytest.raises(Refused) as refusal:
        sign_contract(contract=contract, signed_on=MONDAY, by=contract.deal.owner, at=now)
    assert refusal.value.guard == Guard.FEASIBILITY


def test_every_line_takes_its_units(now):
    rack = a_configuration(code="rack", resource_kind="server", units=4)
    quote = an_accepted_quote(at=now, lines=[{"configuration": rack, "quantity": 2}])
    a_signed_contract(quote=quote, at=now)
    assert Capacity.objects.get().taken == 8


def test_a_contract_of_a_lost_deal_is_not_signed(contract, now):
    type(contract.deal).objects.update(
        status="lost", closed_on=MONDAY, loss_reason="price", attitude="neutral"
    )
    with pytest.raises(Conflict):
        sign_contract(contract=contract, signed_on=MONDAY, by=contract.deal.owner, at=now)
    contract.refresh_from_db()
    assert contract.status == "draft"


@pytest.mark.parametrize("role", ["accountant", "engineer", "qualifier", "marketer", "project_manager"])
def test_only_those_who_sell_sign_and_give_up(contract, now, role, request):
    other = request.getfixturevalue(role)
    with pytest.raises(Forbidden):
        sign_contract(contract=contract, signed_on=MONDAY, by=other, at=now)
    with pytest.raises(Forbidden):
        cancel_contract(contract=contract, reason="No", by=other, at=now)


def test_giving_up_asks_why(contract, now):
    with pytest.raises(Invalid):
        cancel_contract(contract=contract, reason="  ", by=contract.deal.owner, at=now)


def test_the_contracts_day_is_ours_not_greenwichs(now):
    """At 00:30 in Moscow it is still yesterday in UTC."""
    night = at_hour(date(2026, 10, 13), 0, 30)
    contract = a_signed_contract(quote=an_accepted_quote(at=now), at=night)
    assert contract.signed_on == date(2026, 10, 13)
