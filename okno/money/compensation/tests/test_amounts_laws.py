"""The laws of pay, whatever the figures: rounded once, never below zero, nothing lost or taken twice."""

from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.money import div_half_up
from okno.money.compensation.amounts import (
    ComponentKind,
    LineStatus,
    MonthLine,
    assemble,
    attraction_first,
    attraction_second,
    deduct,
    net_received,
)

sums = st.integers(0, 10**11)
rates = st.integers(1, 10_000)


@given(st.lists(sums, min_size=1, max_size=6), rates)
def test_both_parts_together_are_rounded_once(fees_minor: list[int], rate_bp: int) -> None:
    first = attraction_first(fees_minor[0], rate_bp, months=len(fees_minor)).amount_minor
    second = attraction_second(fees_minor, rate_bp, first).amount_minor
    assert second >= 0
    assert first + second == div_half_up(sum(fees_minor) * rate_bp, 10_000 * len(fees_minor))


@given(st.lists(sums, min_size=3, max_size=3), rates, sums)
def test_the_second_part_fills_up_what_was_paid(fees_minor: list[int], rate_bp: int, paid_minor: int) -> None:
    """Even when the first part was paid by another fee than the first month ended with."""
    second = attraction_second(fees_minor, rate_bp, paid_minor).amount_minor
    whole = div_half_up(sum(fees_minor) * rate_bp, 30_000)
    assert second + paid_minor == whole if second else paid_minor >= whole


@given(st.integers(-(10**9), 10**11), sums, sums)
def test_advertising_is_neither_lost_nor_taken_twice(
    attraction: int, advertising: int, carried_in: int
) -> None:
    taken = deduct(attraction, advertising, carried_in)
    assert taken.deducted_minor + taken.carried_out_minor == advertising + carried_in
    assert 0 <= taken.deducted_minor <= max(0, attraction)
    assert taken.carried_out_minor == 0 or taken.deducted_minor == max(0, attraction)
    assert taken.explained.amount_minor == -taken.deducted_minor


@given(st.integers(1, 10**9), st.integers(0, 2200), st.lists(st.integers(1, 10**8), max_size=8))
def test_parts_of_a_payment_sum_to_the_net(net_minor: int, vat_rate_bp: int, payments: list[int]) -> None:
    gross_minor = net_minor + div_half_up(net_minor * vat_rate_bp, 10_000)
    before = received = 0
    for payment in [*payments, gross_minor]:
        now = min(payment, gross_minor - before)
        part = net_received(before, now, net_minor=net_minor, gross_minor=gross_minor)
        assert part >= 0
        before, received = before + now, received + part
    assert received == net_minor


lines = st.lists(
    st.builds(
        MonthLine,
        st.sampled_from(["judgement", "attraction", "onboarding", "upkeep"]).map(ComponentKind),
        st.integers(-(10**9), 10**9),
        st.sampled_from([LineStatus.EARNED, LineStatus.PAYABLE, LineStatus.PAID]),
    ),
    max_size=12,
)


@given(lines, sums, sums, sums)
def test_no_kopeck_of_a_month_is_lost(
    month: list[MonthLine], spent: int, carried: int, overpaid: int
) -> None:
    base = MonthLine(ComponentKind.BASE, 5_000_000, LineStatus.PAYABLE)
    totals = assemble(
        [base, *month], advertising_minor=spent, carried_in_minor=carried, overpaid_carried_in_minor=overpaid
    )
    counted = sum(line.amount_minor for line in month if line.status != LineStatus.EARNED)
    assert totals.to_pay_minor == 5_000_000 + totals.bonuses_minor >= 5_000_000
    left = counted - totals.advertising.deducted_minor - overpaid
    assert totals.bonuses_minor - totals.overpaid_carried_out_minor == left
    assert totals.bonuses_minor == 0 or totals.overpaid_carried_out_minor == 0
