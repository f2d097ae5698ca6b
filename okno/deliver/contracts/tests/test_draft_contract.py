"""K2: from an accepted quote only, at its price line by line, in whatever way the contract came to be."""

import pytest

from okno.attract.quotes.tests.cast import a_sent_quote, an_accepted_quote
from okno.deliver.contracts.actions.cancel_contract import cancel_contract
from okno.deliver.contracts.actions.draft_contract import draft_contract
from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.prices import AgreedLine
from okno.deliver.contracts.tests.cast import a_draft_contract
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Invalid, Refused
from okno.records.catalog.tests.cast import a_configuration

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote(now):
    """Two servers at 20,000.00 with 5,000.00 once, and one at 13,115.00."""
    small = a_configuration(code="small", monthly_minor=1_311_500)
    large = a_configuration(code="large")
    return an_accepted_quote(
        lines=[
            {"configuration": large, "quantity": 2, "one_off_minor": 500_000},
            {"configuration": small},
        ],
        at=now,
    )


def given(quote, **changed):
    """The quote's own lines, the first of them changed."""
    lines = [
        {
            "quote_line": line.pk,
            "monthly_minor": line.monthly_minor,
            "one_off_minor": line.one_off_minor,
            "quantity": line.quantity,
        }
        for line in quote.lines.all()
    ]
    lines[0] |= changed
    return [AgreedLine(**line) for line in lines]


def test_lines_are_the_quotes(quote, now):
    contract = draft_contract(quote=quote, by=quote.author, at=now)
    assert contract.number == "2026-000001"
    assert contract.status == Contract.Status.DRAFT
    lines = contract.lines.values_list("monthly_minor", "one_off_minor", "quantity")
    assert list(lines) == [(2_000_000, 500_000, 2), (1_311_500, 0, 1)]
    assert contract.monthly_total_minor == 5_311_500
    assert contract.one_off_total_minor == 1_000_000


def test_an_equal_form_of_the_other_side_is_taken(quote, now):
    assert draft_contract(quote=quote, lines=given(quote), by=quote.author, at=now).lines.count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"monthly_minor": 1_999_999}, ("19 999,99", "20 000,00")),
        ({"monthly_minor": 2_000_001}, ("20 000,01", "20 000,00")),
        ({"one_off_minor": 0}, ("0,00", "5 000,00")),
        ({"quantity": 3}, ("3", "2")),
    ],
)
def test_guard_2_names_the_line_and_both_sums(quote, now, changed, said):
    with pytest.raises(Refused) as refusal:
        draft_contract(quote=quote, lines=given(quote, **changed), by=quote.author, at=now)
    assert refusal.value.guard == Guard.CONTRACT_PRICE
    reason = str(refusal.value.reason).replace("\N{NO-BREAK SPACE}", " ")
    assert "Server large" in reason
    assert all(figure in reason for figure in said)
    assert not Contract.objects.exists()


def test_a_missing_line_is_refused(quote, now):
    with pytest.raises(Refused) as refusal:
        draft_contract(quote=quote, lines=given(quote)[:1], by=quote.author, at=now)
    assert refusal.value.guard == Guard.CONTRACT_PRICE
    assert "Server small" in str(refusal.value.reason)


def test_a_line_that_the_quote_does_not_have_is_refused(quote, now):
    extra = AgreedLine(quote_line=10**6, monthly_minor=1, one_off_minor=0, quantity=1)
    with pytest.raises(Refused) as refusal:
        draft_contract(quote=quote, lines=[*given(quote), extra], by=quote.author, at=now)
    assert refusal.value.guard == Guard.CONTRACT_PRICE


def test_a_line_named_twice_is_not_read(quote, now):
    with pytest.raises(Invalid):
        draft_contract(quote=quote, lines=[*given(quote), *given(quote)], by=quote.author, at=now)


def test_a_quote_that_nobody_accepted_has_no_price_yet(now):
    quote = a_sent_quote(at=now)
    with pytest.raises(Refused) as refusal:
        draft_contract(quote=quote, by=quote.author, at=now)
    assert refusal.value.guard == Guard.CONTRACT_PRICE


def test_one_quote_has_one_live_contract(quote, now):
    first = a_draft_contract(quote=quote, at=now)
    with pytest.raises(Conflict):
        draft_contract(quote=quote, by=quote.author, at=now)
    cancel_contract(contract=first, reason="Another form", by=quote.author, at=now)
    assert draft_contract(quote=quote, by=quote.author, at=now).number == "2026-000002"


@pytest.mark.parametrize("role", ["accountant", "engineer", "qualifier", "marketer", "project_manager"])
def test_only_those_who_sell_draw_up(quote, now, role, request):
    with pytest.raises(Forbidden):
        draft_contract(quote=quote, by=request.getfixturevalue(role), at=now)


def test_engineers_do_not_read_the_price_in_the_journal(quote, now, engineer, closer):
    a_draft_contract(quote=quote, at=now)
    drafted = Entry.objects.filter(kind="contracts.contract_drafted")
    assert drafted.visible_to(closer).count() == 1
    assert not drafted.visible_to(engineer).exists()
