"""The arithmetic of pay: every figure of E2 written out; its laws are in test_amounts_laws.py."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.kernel.dates import month_of
from okno.money.compensation.amounts import (
    STATUS_MOVES,
    Component,
    ComponentKind,
    Explained,
    FeeChange,
    HoldReason,
    LineStatus,
    MonthLine,
    after_service_months,
    assemble,
    attraction_at_once,
    attraction_first,
    attraction_second,
    base_pay,
    correction,
    deduct,
    fees_of_service_months,
    hold_without_report,
    in_force,
    is_report_in_time,
    judgement_bonus,
    net_received,
    onboarding_at_once,
    onboarding_first,
    onboarding_second,
    reference_plan,
    reference_plan_at_once,
    upkeep,
)

START = date(2026, 1, 1)


def payable(kind: ComponentKind, explained: Explained) -> MonthLine:
    return MonthLine(kind, explained.amount_minor, LineStatus.PAYABLE)


@pytest.mark.parametrize(
    ("fees_minor", "first_minor", "second_minor"),
    [
        ((2_000_000, 2_600_000, 3_200_000), 333_333, 966_667),
        ((2_000_000, 2_000_000, 2_000_000), 333_333, 666_667),
        ((2_000_000, 0, 0), 333_333, 0),
        ((2_000_000, 500_000, 0), 333_333, 83_334),
        ((2_000_000, 0, 1), 333_333, 1),
    ],
)
def test_attraction_in_two_parts(fees_minor: tuple[int, ...], first_minor: int, second_minor: int) -> None:
    first = attraction_first(fees_minor[0], 5000)
    assert first.amount_minor == first_minor
    assert attraction_second(fees_minor, 5000, first.amount_minor).amount_minor == second_minor


def test_the_second_part_is_never_below_zero() -> None:
    second = attraction_second((0, 0, 0), 5000, 333_333)
    assert second.amount_minor == 0
    with override("en"):
        assert second.text()[-1] == "−3,333.33, but not below zero = 0.00"


def test_onboarding_in_two_parts() -> None:
    first = onboarding_first(2_000_000, 2000)
    assert first.amount_minor == 133_333
    assert onboarding_second((2_000_000, 2_000_000, 2_000_000), 2000, 133_333).amount_minor == 266_667
    assert onboarding_at_once(2_000_000, 2000).amount_minor == 400_000


def test_worked_example_of_e2() -> None:
    plan = in_force(reference_plan_at_once(START), date(2026, 10, 31))
    attraction = attraction_at_once(1_000_000, plan[ComponentKind.ATTRACTION].rate_bp)
    lines = [payable(ComponentKind.ATTRACTION, attraction)] * 10
    lines.append(payable(ComponentKind.UPKEEP, upkeep(50_000_000, plan[ComponentKind.UPKEEP].rate_bp)))
    lines.append(payable(ComponentKind.BASE, base_pay(plan[ComponentKind.BASE].amount_minor)))
    judgement = judgement_bonus(1_000_000, limit_minor=plan[ComponentKind.JUDGEMENT].amount_minor)
    lines.append(payable(ComponentKind.JUDGEMENT, judgement))
    totals = assemble(lines, advertising_minor=1_000_000 + 200_000)
    assert totals.attraction_minor == 5_000_000
    assert totals.advertising.deducted_minor == 1_200_000
    assert totals.attraction_minor - totals.advertising.deducted_minor == 3_800_000
    assert totals.upkeep_minor == 1_500_000
    assert (totals.base_minor, totals.judgement_minor) == (5_000_000, 1_000_000)
    assert totals.bonuses_minor == 6_300_000
    assert totals.to_pay_minor == 11_300_000


def test_ten_first_parts_with_instalments() -> None:
    plan = in_force(reference_plan(START), date(2026, 10, 31))
    first = attraction_first(1_000_000, plan[ComponentKind.ATTRACTION].rate_bp)
    assert first.amount_minor == 166_667
    totals = assemble([payable(ComponentKind.ATTRACTION, first)] * 10)
    assert totals.attraction_minor == totals.to_pay_minor == 1_666_670


def test_upkeep_rounds_half_up() -> None:
    assert upkeep(50_000_000, 300).amount_minor == 1_500_000
    assert upkeep(2_000_000, 500).amount_minor == 100_000
    assert upkeep(50, 300).amount_minor == 2
    assert upkeep(-2_000_000, 500).amount_minor == -100_000


def test_a_line_explains_itself() -> None:
    first = attraction_first(2_000_000, 5000)
    assert (first.base_minor, first.rate_bp) == (2_000_000, 5000)
    assert first.text() == ["20,000.00 × 50 % ÷ 3 = 3,333.3333… ≈ 3,333.33"]
    second = attraction_second((2_000_000, 2_600_000, 3_200_000), 5000, 333_333)
    assert second.text() == [
        "20,000.00 + 26,000.00 + 32,000.00 = 78,000.00",
        "78,000.00 × 50 % ÷ 3 = 13,000.00",
        "13,000.00 − 3,333.33 = 9,666.67",
    ]
    assert upkeep(50, 350).text() == ["0.50 × 3.5 % = 0.0175 ≈ 0.02"]
    assert base_pay(5_000_000).text() == ["50,000.00"]
    with override("en"):
        assert deduct(5_000_000, 1_200_000, 0).explained.text() == [
            "12,000.00 + 0.00 = 12,000.00",
            "the lesser of 12,000.00 and 50,000.00 = 12,000.00",
        ]
    assert first.as_data() == {
        "amount_minor": 333_333,
        "base_minor": 2_000_000,
        "rate_bp": 5000,
        "arithmetic": [
            {
                "op": "share_over_months",
                "values": {"base_minor": 2_000_000, "rate_bp": 5000, "months": 3},
                "result_minor": 333_333,
                "exact": [10_000_000_000, 30_000],
            }
        ],
    }


def test_what_a_bonus_is_not_computed_from() -> None:
    with pytest.raises(ValueError, match="limit"):
        judgement_bonus(1_000_001, limit_minor=1_000_000)
    with pytest.raises(ValueError, match="negative"):
        attraction_first(-1, 5000)
    with pytest.raises(ValueError, match="each service month"):
        attraction_second((), 5000, 0)


def test_service_months_and_their_fees() -> None:
    start = date(2026, 10, 12)
    assert after_service_months(start) == date(2027, 1, 12)
    steady = [FeeChange(start, 2_000_000)]
    assert fees_of_service_months(start, steady) == (2_000_000, 2_000_000, 2_000_000)
    grown = [FeeChange(date(2027, 1, 11), 3_200_000), *steady, FeeChange(date(2026, 12, 11), 2_600_000)]
    assert fees_of_service_months(start, grown) == (2_000_000, 2_600_000, 3_200_000)
    too_late = [*steady, FeeChange(date(2027, 1, 12), 9_900_000)]
    assert fees_of_service_months(start, too_late) == (2_000_000, 2_000_000, 2_000_000)
    assert fees_of_service_months(start, steady, ended_on=date(2026, 11, 11)) == (2_000_000, 0, 0)
    assert fees_of_service_months(start, steady, ended_on=date(2026, 11, 10)) == (0, 0, 0)
    assert fees_of_service_months(start, []) == (0, 0, 0)


def test_money_received_without_vat() -> None:
    parts = [(0, 1_000_000), (1_000_000, 1_000_000), (2_000_000, 440_000)]
    net = [net_received(before, now, net_minor=2_000_000, gross_minor=2_440_000) for before, now in parts]
    assert net == [819_672, 819_672, 360_656]
    assert net_received(2_440_000, -440_000, net_minor=2_000_000, gross_minor=2_440_000) == -360_656
    with pytest.raises(ValueError, match="between nothing and its sum"):
        net_received(2_440_000, 1, net_minor=2_000_000, gross_minor=2_440_000)


def test_a_late_fact_corrects_a_later_month() -> None:
    assert correction(paid_before_minor=333_333, right_now_minor=433_333).amount_minor == 100_000
    back = correction(paid_before_minor=333_333, right_now_minor=0)
    assert (back.amount_minor, back.text()) == (-333_333, ["0.00 − 3,333.33 = −3,333.33"])
    september = month_of(date(2026, 9, 1))
    line = MonthLine(ComponentKind.ATTRACTION, back.amount_minor, LineStatus.PAYABLE, corrects=september)
    totals = assemble([payable(ComponentKind.BASE, base_pay(5_000_000)), line])
    assert (totals.to_pay_minor, totals.overpaid_carried_out_minor) == (5_000_000, 333_333)
    bonus = payable(ComponentKind.UPKEEP, upkeep(10_000_000, 500))
    after = assemble([bonus], overpaid_carried_in_minor=333_333)
    assert (after.to_pay_minor, after.overpaid_carried_out_minor) == (166_667, 0)


def test_advertising_beyond_the_bonus_is_carried() -> None:
    october = deduct(500_000, 1_200_000, 0)
    assert (october.deducted_minor, october.carried_out_minor) == (500_000, 700_000)
    november = deduct(5_000_000, 100_000, october.carried_out_minor)
    assert (november.deducted_minor, november.carried_out_minor) == (800_000, 0)
    with pytest.raises(ValueError, match="never negative"):
        deduct(1, -1, 0)


def test_without_the_report_every_bonus_is_held_and_base_is_paid() -> None:
    due = date(2026, 11, 5)
    assert [is_report_in_time(on, due) for on in (due, date(2026, 11, 6), None)] == [True, False, False]
    lines = [
        MonthLine(ComponentKind.BASE, 5_000_000, LineStatus.PAYABLE),
        MonthLine(ComponentKind.JUDGEMENT, 1_000_000, LineStatus.PAYABLE),
        MonthLine(ComponentKind.UPKEEP, 1_500_000, LineStatus.PAYABLE),
        MonthLine(ComponentKind.ATTRACTION, 333_333, LineStatus.EARNED),
        MonthLine(ComponentKind.ATTRACTION, -100, LineStatus.PAYABLE),
    ]
    held = hold_without_report(lines)
    assert [(line.status, line.reason) for line in held] == [
        (LineStatus.PAYABLE, None),
        (LineStatus.HELD, HoldReason.REPORT_MISSING),
        (LineStatus.HELD, HoldReason.REPORT_MISSING),
        (LineStatus.EARNED, None),
        (LineStatus.PAYABLE, None),
    ]
    totals = assemble(held, advertising_minor=70)
    assert (totals.to_pay_minor, totals.held_minor, totals.waiting_minor) == (5_000_000, 2_500_000, 333_333)
    assert (totals.advertising.carried_out_minor, totals.overpaid_carried_out_minor) == (70, 100)


def test_a_paid_line_never_moves_again() -> None:
    assert not [move for move in STATUS_MOVES if move[0] == LineStatus.PAID]
    assert (LineStatus.EARNED, LineStatus.PAID) not in STATUS_MOVES
    with pytest.raises(ValueError, match="has a reason"):
        MonthLine(ComponentKind.BASE, 1, LineStatus.HELD)
    with pytest.raises(ValueError, match="no line of pay"):
        MonthLine(ComponentKind.REPORT_REQUIRED, 1, LineStatus.PAYABLE)


def test_a_plan_has_one_rule_of_a_kind_on_a_day() -> None:
    old = Component(ComponentKind.UPKEEP, START, date(2026, 6, 30), rate_bp=300)
    new = Component(ComponentKind.UPKEEP, date(2026, 7, 1), rate_bp=500)
    rates = [
        in_force([old, new], on)[ComponentKind.UPKEEP].rate_bp for on in (old.ends_on or START, new.starts_on)
    ]
    assert rates == [300, 500]
    with pytest.raises(ValueError, match="two components"):
        in_force([old, Component(ComponentKind.UPKEEP, START, rate_bp=500)], START)
    for wrong in ({"rate_bp": 0}, {"rate_bp": 10_001}, {"rate_bp": 5, "amount_minor": 5}):
        with pytest.raises(ValueError, match="no such"):
            Component(ComponentKind.UPKEEP, START, **wrong)
    with pytest.raises(ValueError, match="no sooner"):
        Component(ComponentKind.REPORT_REQUIRED, START, date(2025, 12, 31))
