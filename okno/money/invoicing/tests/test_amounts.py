"""Billing's arithmetic: D2's worked figure, VAT by date, and the laws that the billing run must share."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.dates import Period, days_in_month, month_of
from okno.ground.kernel.vat import Amounts, VatRegime
from okno.money.invoicing.amounts import (
    ContractLine,
    FirstInvoiceKind,
    Subscription,
    Term,
    amounts_of,
    due_lines,
    due_months,
    due_on,
    first_invoice,
    is_overdue,
    line_for,
    next_period,
    settle_first_days,
    total,
    vat_rate_for,
)

pytestmark = pytest.mark.both_engines

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def october_line(
    fee_minor: int, first: int, last: int | None = None, *, inside: bool = False
) -> Amounts | None:
    return line_for(
        fee_minor,
        vat_included=inside,
        vat_rate_bp=2200,
        period=OCTOBER,
        starts_on=date(2026, 10, first),
        ends_on=date(2026, 10, last) if last else None,
    )


def test_accepted_on_12_october() -> None:
    assert october_line(2_000_000, 12) == Amounts(1_290_323, 283_871, 1_574_194)
    assert october_line(2_000_000, 12, inside=True) == Amounts(1_057_642, 232_681, 1_290_323)


def test_a_full_month_is_the_fee() -> None:
    assert october_line(2_000_000, 1) == Amounts(2_000_000, 440_000, 2_440_000)
    assert october_line(2_000_000, 1, 31, inside=True) == Amounts(1_639_344, 360_656, 2_000_000)


def test_half_a_kopeck_goes_up() -> None:
    line = line_for(
        1_000_001,
        vat_included=False,
        vat_rate_bp=0,
        period=month_of(date(2026, 2, 1)),
        starts_on=date(2026, 2, 15),
        ends_on=None,
    )
    assert line == Amounts(500_001, 0, 500_001)


def test_no_line_outside_the_life_of_the_service() -> None:
    before = line_for(
        2_000_000,
        vat_included=False,
        vat_rate_bp=2200,
        period=OCTOBER,
        starts_on=date(2026, 11, 1),
        ends_on=None,
    )
    after = line_for(
        2_000_000,
        vat_included=False,
        vat_rate_bp=2200,
        period=OCTOBER,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 9, 30),
    )
    assert (before, after) == (None, None)


def test_a_line_keeps_to_one_month_and_a_fee_is_not_negative() -> None:
    two_months = Period(date(2026, 10, 1), date(2026, 11, 30))
    with pytest.raises(ValueError, match="one calendar month"):
        line_for(
            1, vat_included=False, vat_rate_bp=0, period=two_months, starts_on=date(2026, 1, 1), ends_on=None
        )
    with pytest.raises(ValueError, match="never negative"):
        october_line(-1, 1)


def test_vat_follows_the_period() -> None:
    service = Subscription(VatRegime.GENERAL, (Term(2_000_000, False, date(2025, 12, 1)),))
    december, january = due_lines(service, date(2026, 1, 31))
    assert (december.vat_rate_bp, december.amounts) == (2000, Amounts(2_000_000, 400_000, 2_400_000))
    assert (january.vat_rate_bp, january.amounts) == (2200, Amounts(2_000_000, 440_000, 2_440_000))
    assert vat_rate_for(VatRegime.SPECIAL_5, OCTOBER) == 500
    assert vat_rate_for(VatRegime.SPECIAL_7, OCTOBER) == 700
    assert vat_rate_for(VatRegime.NONE, OCTOBER) == 0


def test_next_period_is_a_whole_month_or_not_yet() -> None:
    assert next_period(date(2026, 9, 30), date(2026, 10, 31)) == OCTOBER
    assert next_period(date(2026, 9, 30), date(2026, 10, 30)) is None
    assert next_period(date(2026, 10, 11), date(2026, 10, 31)) == Period(
        date(2026, 10, 12), date(2026, 10, 31)
    )


def test_due_months_begin_and_end_with_the_service() -> None:
    assert due_months(date(2026, 9, 12), None, date(2026, 11, 10), date(2026, 12, 31)) == [
        Period(date(2026, 9, 12), date(2026, 9, 30)),
        OCTOBER,
        Period(date(2026, 11, 1), date(2026, 11, 10)),
    ]
    assert due_months(date(2026, 10, 1), date(2026, 7, 31), None, date(2026, 10, 31)) == [OCTOBER]


@pytest.mark.parametrize(
    ("billed_through_on", "ends_on", "through_on"),
    [
        (date(2026, 10, 31), None, date(2026, 10, 31)),
        (date(2026, 9, 30), date(2026, 9, 30), date(2026, 12, 31)),
        (date(2026, 9, 30), date(2026, 9, 12), date(2026, 12, 31)),
        (None, date(2026, 8, 31), date(2026, 12, 31)),
        (date(2026, 9, 30), None, date(2026, 10, 30)),
    ],
)
def test_nothing_is_due(billed_through_on: date | None, ends_on: date | None, through_on: date) -> None:
    assert due_months(date(2026, 9, 12), billed_through_on, ends_on, through_on) == []


def test_first_invoice_is_one_off_and_a_full_month_of_each_line() -> None:
    lines = first_invoice(
        [ContractLine(500_000, 2_000_000, False, 2200), ContractLine(0, 1_311_500, True, 2200)]
    )
    assert [(line.position, line.kind) for line in lines] == [
        (0, FirstInvoiceKind.ONE_OFF),
        (0, FirstInvoiceKind.ADVANCE),
        (1, FirstInvoiceKind.ADVANCE),
    ]
    assert total(line.amounts for line in lines) == Amounts(3_575_000, 786_500, 4_361_500)


def test_first_days_are_settled_from_the_advance() -> None:
    enough = settle_first_days(2_440_000, 1_574_194)
    assert (enough.settled_minor, enough.credit_left_minor, enough.still_owed_minor) == (
        1_574_194,
        865_806,
        0,
    )
    short = settle_first_days(1_000_000, 1_574_194)
    assert (short.settled_minor, short.credit_left_minor, short.still_owed_minor) == (1_000_000, 0, 574_194)
    with pytest.raises(ValueError, match="negative"):
        settle_first_days(-1, 0)


def test_due_today_is_not_overdue() -> None:
    due = due_on(date(2026, 2, 25), 5)
    assert due == date(2026, 3, 4)
    assert [is_overdue(due, on) for on in (due - timedelta(1), due, due + timedelta(1))] == [
        False,
        False,
        True,
    ]


def test_an_empty_invoice_sums_to_nothing() -> None:
    assert total([]) == Amounts(0, 0, 0)


fees = st.integers(0, 10**11)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
vat_rates = st.sampled_from([0, 500, 700, 2000, 2200])


@st.composite
def services(draw: st.DrawFn) -> Subscription:
    """One to three terms, each from the day after the last; the last may end before it starts."""
    begins = sorted(draw(st.sets(days, min_size=1, max_size=3)))
    ends = [*(begin - timedelta(1) for begin in begins[1:]), draw(st.none() | days)]
    terms = (
        Term(draw(fees), draw(st.booleans()), begin, end) for begin, end in zip(begins, ends, strict=True)
    )
    return Subscription(draw(st.sampled_from(VatRegime)), tuple(terms))


def month_ends(first: date, last: date) -> Iterator[date]:
    while (end := month_of(first).ends_on) <= last:
        yield end
        first = end + timedelta(1)


@given(fees, days, st.sets(st.integers(2, 28)), st.booleans())
def test_parts_of_a_month_miss_the_fee_by_half_a_kopeck_each_at_most(
    fee_minor: int, on: date, cuts: set[int], inside: bool
) -> None:
    """A part errs by half a kopeck up at most, and by less than that down; k parts, k times that."""
    month = month_of(on)
    begins = [1, *sorted(cuts)]
    ends = [*(begin - 1 for begin in begins[1:]), days_in_month(on)]
    charged = 0
    for begin, end in zip(begins, ends, strict=True):
        part = line_for(
            fee_minor,
            vat_included=inside,
            vat_rate_bp=2200,
            period=month,
            starts_on=on.replace(day=begin),
            ends_on=on.replace(day=end),
        )
        assert part is not None
        charged += part.gross_minor if inside else part.net_minor
    assert -len(begins) < 2 * (charged - fee_minor) <= len(begins)


@given(fees, vat_rates)
def test_net_and_vat_make_gross(price_minor: int, vat_rate_bp: int) -> None:
    for inside in (False, True):
        amounts = amounts_of(price_minor, vat_included=inside, vat_rate_bp=vat_rate_bp)
        assert amounts.net_minor + amounts.vat_minor == amounts.gross_minor
        assert (amounts.gross_minor if inside else amounts.net_minor) == price_minor


@given(fees, vat_rates)
def test_what_was_put_on_top_is_found_inside(net_minor: int, vat_rate_bp: int) -> None:
    on_top = amounts_of(net_minor, vat_included=False, vat_rate_bp=vat_rate_bp)
    assert amounts_of(on_top.gross_minor, vat_included=True, vat_rate_bp=vat_rate_bp) == on_top


@given(services(), days)
def test_month_by_month_or_at_once_gives_the_same_lines(service: Subscription, through_on: date) -> None:
    at_once = due_lines(service, through_on)
    stepwise = []
    billed: date | None = None
    for month_end in month_ends(service.starts_on, through_on):
        now = replace(service, billed_through_on=billed)
        for line in due_lines(now, month_end):
            stepwise.append(line)
            billed = line.period.ends_on
    assert stepwise == at_once


@given(services(), days)
def test_every_day_of_service_is_billed_once_and_no_other(service: Subscription, through_on: date) -> None:
    lines = due_lines(service, through_on)
    billed = [line.period.starts_on + timedelta(n) for line in lines for n in range(line.period.days)]
    whole_months_end = month_of(through_on + timedelta(1)).starts_on - timedelta(1)
    last = min(whole_months_end, service.ends_on or date.max)
    lived = (last - service.starts_on).days + 1
    assert billed == [service.starts_on + timedelta(n) for n in range(max(0, lived))]
    for line in lines:
        assert line.period.ends_on <= month_of(line.period.starts_on).ends_on
        assert line.days == line.period.days <= line.days_in_month


@given(fees, st.integers(28, 31), st.data(), vat_rates)
def test_sql_of_whole_numbers_says_the_same(
    fee_minor: int, month_days: int, data: st.DataObject, vat_rate_bp: int
) -> None:
    served = data.draw(st.integers(1, month_days))
    month = {28: date(2026, 2, 1), 29: date(2028, 2, 1), 30: date(2026, 4, 1), 31: date(2026, 10, 1)}[
        month_days
    ]
    ends_on = month + timedelta(served - 1)
    sql = """
        WITH charged AS (SELECT (2 * :fee * :days + :month) / (2 * :month) AS charge)
        SELECT charge, (2 * charge * :rate + 10000) / 20000,
               (2 * charge * :rate + (10000 + :rate)) / (2 * (10000 + :rate)) FROM charged"""
    values = {"fee": fee_minor, "days": served, "month": month_days, "rate": vat_rate_bp}
    connection = sqlite3.connect(":memory:")
    charge_minor, vat_on_top_minor, vat_inside_minor = connection.execute(sql, values).fetchone()
    connection.close()
    for inside, vat_minor in ((False, vat_on_top_minor), (True, vat_inside_minor)):
        line = line_for(
            fee_minor,
            vat_included=inside,
            vat_rate_bp=vat_rate_bp,
            period=month_of(month),
            starts_on=month,
            ends_on=ends_on,
        )
        assert line is not None
        assert (line.gross_minor if inside else line.net_minor) == charge_minor
        assert line.vat_minor == vat_minor
