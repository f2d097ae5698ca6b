"""Vacation days by the Labour Code, with the figures written out (T1)."""

from datetime import date

import pytest

from okno.ground.kernel.dates import Period
from okno.team.people.vacation import Balance, balance, granted_for, months_worked, vacation_days

pytestmark = pytest.mark.both_engines

HIRED = date(2024, 1, 9)


def days(first, last):
    return Period(date(*first), date(*last))


@pytest.mark.parametrize(
    ("period", "cost"),
    [
        # 27 April – 10 May: fourteen days, of them 1 and 9 May are holidays.
        (days((2026, 4, 27), (2026, 5, 10)), 12),
        # 11 May is a day off moved from the 9th, and counts.
        (days((2026, 5, 11), (2026, 5, 11)), 1),
        # 28 December – 11 January: fifteen days, eight of them the New Year holidays; 31 December counts.
        (days((2025, 12, 28), (2026, 1, 11)), 7),
        # The New Year holidays alone cost nothing.
        (days((2026, 1, 1), (2026, 1, 8)), 0),
        # 9 January 2026 is a day off moved from the 3rd, and counts.
        (days((2026, 1, 1), (2026, 1, 9)), 1),
        # Two weeks of July, weekends included.
        (days((2026, 7, 6), (2026, 7, 19)), 14),
        # 6 – 19 June with 12 June among them.
        (days((2026, 6, 6), (2026, 6, 19)), 13),
    ],
)
def test_public_holidays_inside_cost_nothing_and_moved_days_do(period, cost):
    assert vacation_days(period) == cost


@pytest.mark.parametrize(
    ("period", "months", "granted"),
    [
        (days((2026, 1, 1), (2026, 12, 31)), 12, 28),
        # From 1 July: six months of twelve.
        (days((2026, 7, 1), (2026, 12, 31)), 6, 14),
        # From 17 March: nine months to 16 December and fifteen days, which make the tenth: 23.33 is 24.
        (days((2026, 3, 17), (2026, 12, 31)), 10, 24),
        # From 18 March: fourteen days remain, and are dropped: nine months, 21.
        (days((2026, 3, 18), (2026, 12, 31)), 9, 21),
        # Fourteen days give nothing, fifteen give a month: 2.33 is 3.
        (days((2026, 12, 18), (2026, 12, 31)), 0, 0),
        (days((2026, 12, 17), (2026, 12, 31)), 1, 3),
    ],
)
def test_who_came_in_the_year_has_days_pro_rata(period, months, granted):
    assert (months_worked(period), granted_for(period, 28)) == (months, granted)


def of(on, *taken, hired_on=HIRED, left_on=None, year=2026) -> Balance:
    return balance(year=year, on=on, days_a_year=28, hired_on=hired_on, left_on=left_on, taken=taken)


def test_a_year_of_two_parts():
    may, autumn = days((2026, 4, 27), (2026, 5, 10)), days((2026, 10, 5), (2026, 10, 18))
    here = of(date(2026, 10, 12), may, autumn)
    # 12 days in May, and of October seven have passed (5 – 11) and seven are ahead.
    assert (here.granted, here.used, here.planned, here.left, here.free) == (28, 19, 7, 9, 2)
    # Nine months and twelve days: 21.
    assert here.earned == 21
    assert not here.lacks_long_part


def test_a_vacation_over_the_new_year_costs_each_year_its_own():
    over = days((2025, 12, 25), (2026, 1, 11))
    # 25 – 31 December are seven days of 2025; of 2026 only 9 – 11 January count.
    assert of(date(2025, 12, 1), over, year=2025).planned == 7
    assert of(date(2025, 12, 1), over, year=2026).planned == 3


def test_who_left_has_what_he_earned():
    gone = of(date(2026, 11, 1), left_on=date(2026, 6, 30))
    assert (gone.granted, gone.earned) == (14, 14)


def test_years_in_which_he_did_not_work_give_nothing():
    assert of(date(2026, 6, 1), year=2023).granted == 0
    assert of(date(2026, 6, 1), year=2027).earned == 0


def test_small_parts_are_warned_of_when_no_long_one_is_left():
    week = days((2026, 6, 15), (2026, 6, 21))
    later = days((2026, 7, 6), (2026, 7, 13))
    # 7 + 8 days are gone in parts: 13 are free, and no part of fourteen can be made of them.
    assert of(date(2026, 6, 1), week, later).lacks_long_part
    assert not of(date(2026, 6, 1), week).lacks_long_part
    # A fortnight of June holds the 12th: thirteen days of vacation are not fourteen.
    assert of(date(2026, 6, 1), days((2026, 6, 6), (2026, 6, 19)), week).lacks_long_part
