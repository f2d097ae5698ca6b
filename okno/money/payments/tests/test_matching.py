"""Whose payment it is and which invoices it pays; a person decides where a rule cannot."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.money.payments.matching import (
    REASONS,
    IncomingPayment,
    Match,
    OpenInvoice,
    PossibleClient,
    Reason,
    match_payment,
)

pytestmark = pytest.mark.both_engines

ANNA, BORIS, OTHER = "7707083893", "7736050003", "5003021311"
A12 = OpenInvoice(1, 2026, 12, 100, ANNA, 1000000, date(2026, 8, 1))
A13 = OpenInvoice(2, 2026, 13, 100, ANNA, 500000, date(2026, 9, 1))
B14 = OpenInvoice(3, 2026, 14, 200, BORIS, 700000, date(2026, 9, 1))
OPEN = [B14, A13, A12]


def pay(amount_minor: int, purpose: str = "Оплата за услуги", inn: str = ANNA) -> IncomingPayment:
    return IncomingPayment(amount_minor, inn, purpose, date(2026, 10, 5))


def suggested(match: Match) -> list[int | None]:
    return [suggestion.invoice_id for suggestion in match.suggestions]


@pytest.mark.parametrize(
    ("amount_minor", "purpose", "allocations", "left_minor"),
    [
        (1000000, "по счету № 2026-000012", ((1, 1000000),), 0),
        (400000, "счет 12", ((1, 400000),), 0),
        (1200000, "счет 12", ((1, 1000000),), 200000),
        (1500000, "счета 12 и 13", ((1, 1000000), (2, 500000)), 0),
        (600000, "счета 13 и 12", ((2, 500000), (1, 100000)), 0),
        (500000, "счета 12 и 13", ((1, 500000),), 0),
        (1000000, "счета 12 и 99", ((1, 1000000),), 0),
    ],
)
def test_a_number_and_the_inn_are_sure(
    amount_minor: int, purpose: str, allocations: tuple[tuple[int, int], ...], left_minor: int
) -> None:
    match = match_payment(pay(amount_minor, purpose), OPEN)
    assert (match.sure, match.reason, match.client_id) == (True, Reason.NUMBER_AND_INN, 100)
    assert (match.allocations, match.left_minor) == (allocations, left_minor)


@pytest.mark.parametrize("amount_minor", [700000, 300000])
def test_a_number_paid_by_another_waits_for_a_person(amount_minor: int) -> None:
    match = match_payment(pay(amount_minor, "счет 2026-000014", OTHER), OPEN)
    assert (match.sure, match.reason) == (False, Reason.NUMBER_OTHER_INN)
    assert suggested(match) == [3]
    assert match.suggestions[0].score == (90 if amount_minor == 700000 else 60)


def test_a_number_without_an_inn_waits_for_a_person() -> None:
    match = match_payment(pay(700000, "счет 14", ""), OPEN)
    assert (match.sure, match.reason, suggested(match)) == (False, Reason.NUMBER_NO_INN, [3])


def test_clients_without_an_inn_are_not_taken_for_each_other() -> None:
    nameless = replace(B14, client_inn="")
    assert match_payment(pay(700000, "Оплата", ""), [nameless]).reason == Reason.SUM_ONLY


def test_numbers_of_different_clients_wait_for_a_person() -> None:
    match = match_payment(pay(1700000, "счета 2026-000012, 2026-000014"), OPEN)
    assert (match.sure, match.reason) == (False, Reason.NUMBERS_OF_SEVERAL)
    assert suggested(match) == [1, 3]


def test_the_inn_and_the_sum_of_one_invoice_are_sure() -> None:
    match = match_payment(pay(500000), OPEN)
    assert (match.sure, match.reason, match.allocations) == (True, Reason.INN_AND_SUM, ((2, 500000),))


def test_the_inn_and_the_sum_of_all_invoices_are_sure_oldest_first() -> None:
    match = match_payment(pay(1500000), OPEN)
    assert (match.sure, match.reason) == (True, Reason.INN_AND_ALL)
    assert match.allocations == ((1, 1000000), (2, 500000))


def test_two_invoices_of_the_same_sum_wait_for_a_person() -> None:
    twin = replace(A13, id=4, sequence=15, issued_on=date(2026, 10, 1))
    match = match_payment(pay(500000), [*OPEN, twin])
    assert (match.sure, match.reason, match.client_id) == (False, Reason.SEVERAL_SAME_SUM, 100)
    assert suggested(match) == [2, 4, 1]


def test_a_sum_that_fits_nothing_is_suggested_to_the_oldest_first() -> None:
    match = match_payment(pay(123), OPEN)
    assert (match.sure, match.reason, match.left_minor) == (False, Reason.INN_ONLY, 123)
    assert suggested(match) == [1, 2]


def test_a_number_that_is_not_open_is_not_overruled_by_the_sum() -> None:
    for purpose in ("счет 99", "счет 2025-000012", "счет 12 от 01.10.2025"):
        match = match_payment(pay(500000, purpose), OPEN)
        assert (match.sure, match.reason, match.client_id) == (False, Reason.NUMBER_NOT_OPEN, 100)
        assert suggested(match) == [2, 1]


def test_a_number_without_a_year_is_told_by_its_date_or_by_the_sum() -> None:
    last_year = replace(A12, id=5, year=2025, due_minor=900000, issued_on=date(2025, 8, 1))
    both = [*OPEN, last_year]
    assert match_payment(pay(100, "счет 12 от 01.08.2025"), both).allocations == ((5, 100),)
    assert match_payment(pay(900000, "счет 12"), both).allocations == ((5, 900000),)
    unclear = match_payment(pay(100, "счет 12"), both)
    assert (unclear.sure, unclear.reason) == (False, Reason.NUMBER_AMBIGUOUS)
    assert suggested(unclear) == [5, 1, 2]


def test_two_clients_with_one_inn_wait_for_a_person_unless_a_number_tells() -> None:
    branch = replace(B14, client_inn=ANNA)
    match = match_payment(pay(700000), [A12, branch])
    assert (match.sure, match.reason, match.client_id) == (False, Reason.SHARED_INN, None)
    assert suggested(match) == [3, 1]
    assert match_payment(pay(700000, "счет 14"), [A12, branch]).allocations == ((3, 700000),)


def test_a_client_with_nothing_open_is_suggested_himself() -> None:
    match = match_payment(pay(5, inn=OTHER), OPEN, [PossibleClient(300, OTHER)])
    assert (match.sure, match.reason, match.client_id) == (False, Reason.NOTHING_OPEN, 300)
    assert [(s.client_id, s.invoice_id) for s in match.suggestions] == [(300, None)]


def test_a_stranger_is_suggested_by_the_sum_or_not_at_all() -> None:
    assert suggested(match_payment(pay(700000, inn=OTHER), OPEN)) == [3]
    nothing = match_payment(pay(7, inn=OTHER), OPEN)
    assert (nothing.reason, nothing.suggestions) == (Reason.NOTHING, ())


def test_a_paid_invoice_takes_nothing() -> None:
    match = match_payment(pay(500000, "счет 13"), [A12, replace(A13, due_minor=0)])
    assert (match.sure, match.reason) == (False, Reason.NUMBER_NOT_OPEN)


def test_every_reason_has_a_sentence() -> None:
    assert set(REASONS) == set(Reason)
    assert match_payment(pay(500000), OPEN).sentence


def test_only_a_positive_sum_is_a_payment() -> None:
    with pytest.raises(ValueError, match="positive"):
        match_payment(pay(0), OPEN)


_invoices = st.lists(
    st.builds(
        OpenInvoice,
        id=st.integers(1, 50),
        year=st.sampled_from([2025, 2026]),
        sequence=st.integers(1, 6),
        client_id=st.sampled_from([100, 200]),
        client_inn=st.sampled_from([ANNA, BORIS, ""]),
        due_minor=st.sampled_from([0, 1, 500, 1000]),
        issued_on=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    ),
    max_size=6,
    unique_by=lambda invoice: invoice.id,
)
_payments = st.builds(
    IncomingPayment,
    amount_minor=st.sampled_from([1, 500, 1000, 1500, 2000]),
    payer_inn=st.sampled_from([ANNA, BORIS, OTHER, ""]),
    purpose=st.sampled_from(["Оплата", "счет 1", "счета 1, 2 и 3", "сч. 2026-000002", "счета 3, 3 и 2025/3"]),
    paid_on=st.just(date(2026, 10, 5)),
)


@given(_payments, _invoices)
def test_never_more_than_due_nor_than_paid_and_sure_only_of_the_payers_own(
    payment: IncomingPayment, invoices: list[OpenInvoice]
) -> None:
    match = match_payment(payment, invoices)
    by_id = {invoice.id: invoice for invoice in invoices}
    assert sum(amount for _id, amount in match.allocations) + match.left_minor == payment.amount_minor
    assert match.left_minor >= 0
    assert len({invoice_id for invoice_id, _amount in match.allocations}) == len(match.allocations)
    for invoice_id, amount_minor in match.allocations:
        assert 0 < amount_minor <= by_id[invoice_id].due_minor
        assert by_id[invoice_id].client_inn == payment.payer_inn != ""
        assert by_id[invoice_id].client_id == match.client_id
    assert match.sure == bool(match.allocations)
    assert len(match.suggestions) <= 5
    assert match == match_payment(payment, list(reversed(invoices)))
