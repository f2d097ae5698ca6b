"""Figures of published tables, and of scipy 1.x and pymannkendall 1.4 run beside; laws by Hypothesis."""

from math import exp, factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okno.read.reports.advisor.distributions import (
    binomial_at_most,
    chi_square_above,
    normal_two_sided,
    student_quantile,
)
from okno.read.reports.advisor.statistics import (
    Interval,
    dispersion,
    neighbours,
    poisson_interval,
    spread_interval,
    trend,
)

# Deaths by the kick of a horse in 10 corps over 20 years (Bortkiewicz 1898): 109 times none, 65 times one …
HORSES = [0] * 109 + [1] * 65 + [2] * 22 + [3] * 3 + [4]
weeks = st.lists(st.integers(0, 40), min_size=4, max_size=30)


@pytest.mark.parametrize(
    ("value", "degrees", "chance"),
    [(3.841459, 1, 0.05), (19.675138, 11, 0.05), (18.307038, 10, 0.05), (2.155856, 10, 0.995), (0, 5, 1)],
)
def test_chi_square_as_in_tables(value: float, degrees: int, chance: float):
    assert chi_square_above(value, degrees) == pytest.approx(chance, abs=1e-6)


@pytest.mark.parametrize(
    ("share", "degrees", "t"),
    [
        (0.95, 1, 6.313752),
        (0.95, 7, 1.894579),
        (0.95, 11, 1.795885),
        (0.975, 11, 2.200985),
        (0.95, 25, 1.708141),
    ],
)
def test_student_as_in_tables(share: float, degrees: int, t: float):
    assert student_quantile(share, degrees) == pytest.approx(t, abs=1e-6)


def test_binomial_and_normal():
    assert binomial_at_most(2, 5, 0.5) == pytest.approx(0.5)
    assert binomial_at_most(3, 10, 0.25) == pytest.approx(0.7758751, abs=1e-6)
    assert binomial_at_most(-1, 5, 0.5) == 0 and binomial_at_most(5, 5, 0.5) == 1
    assert normal_two_sided(1.959964) == pytest.approx(0.05, abs=1e-6)


def test_horses_kick_independently():
    found = dispersion(HORSES)
    assert found.index == pytest.approx(1.001565, abs=1e-6)
    assert found.statistic == pytest.approx(199.311475, abs=1e-6) and found.degrees == 199
    assert found.chance == pytest.approx(0.4804495, abs=1e-6)


def test_lumps_spread_wider():
    found = dispersion([0, 12, 1, 9, 0, 14, 2, 10, 0, 13, 1, 10])
    assert found.index == pytest.approx(5.5151515, abs=1e-6)
    assert found.chance == pytest.approx(6.97007e-09, rel=1e-4)


@pytest.mark.parametrize(
    ("counts", "s", "variance", "z", "chance", "slope"),
    [
        ([4, 6, 3, 8, 5, 9, 7, 6, 11, 8, 10, 9], 35, 209.6666667, 2.3480872, 0.0188701, 0.5),
        ([9, 7, 8, 6, 6, 5, 5, 3, 4, 2], -39, 123, -3.4263447, 0.0006118, -0.6666667),
        ([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8], 25, 207, 1.6681153, 0.0952928, 0.3666667),
        ([5] * 8, 0, 0, 0, 1, 0),
    ],
)
def test_trend_with_ties(counts: list[int], s: int, variance: float, z: float, chance: float, slope: float):
    found = trend(counts)
    assert found.s == s
    assert (found.variance, found.z, found.chance, found.slope) == pytest.approx(
        (variance, z, chance, slope), abs=1e-6
    )


@pytest.mark.parametrize(
    ("total", "past", "ahead", "confidence", "low", "high"),
    [
        (24, 5, 1, 0.95, 1, 10),
        (24, 5, 5, 0.95, 12, 40),
        (60, 12, 4, 0.9, 12, 29),
        (20, 8, 4, 0.9, 4, 18),
        (0, 8, 4, 0.9, 0, 2),
    ],
)
def test_how_many_come_of_an_even_flow(
    total: int, past: int, ahead: int, confidence: float, low: int, high: int
):
    assert poisson_interval(total, past, ahead, confidence) == Interval(low, high)


@pytest.mark.parametrize("rate", [0.3, 1, 3])
def test_the_exact_interval_keeps_its_word(rate: float):
    """Summed over all that can happen, 9 times of 10 at the least: 0.9783, 0.9487, 0.9325."""
    past, ahead = 8, 4
    covered = 0.0
    for total in range(70):
        kept = poisson_interval(total, past, ahead, 0.9)
        inside = sum(_poisson(n, ahead * rate) for n in range(kept.low, kept.high + 1))
        covered += _poisson(total, past * rate) * inside
    assert covered == pytest.approx({0.3: 0.9783, 1: 0.9487, 3: 0.9325}[rate], abs=1e-4)


def test_how_many_come_of_an_uneven_flow():
    """24 ± 23.86, by scipy; rounded outwards."""
    assert spread_interval([0, 12, 1, 9, 0, 14, 2, 10, 0, 13, 1, 10], 4, 0.9) == Interval(0, 48)


def test_neighbours():
    assert neighbours([1, 2, 3, 4, 5]) == pytest.approx(0.4)
    assert neighbours([1, -1, 1, -1]) == pytest.approx(-0.75)
    assert neighbours([3, 3, 3]) == 0


@given(counts=weeks, shift=st.integers(0, 100), scale=st.integers(1, 9))
def test_a_trend_knows_neither_where_zero_is_nor_how_long_the_measure_is(
    counts: list[int], shift: int, scale: int
):
    moved = trend([scale * one + shift for one in counts])
    found = trend(counts)
    assert (moved.s, moved.variance, moved.chance) == (found.s, found.variance, found.chance)
    assert moved.slope == pytest.approx(scale * found.slope)


@given(counts=weeks)
def test_backwards_a_trend_is_its_opposite(counts: list[int]):
    assert trend(counts[::-1]).s == -trend(counts).s
    assert trend(counts[::-1]).slope == pytest.approx(-trend(counts).slope)


@given(counts=weeks, by=st.integers(2, 5))
def test_the_interval_widens_with_the_spread(counts: list[int], by: int):
    """The same mean, each week `by` times as far from it."""
    total = sum(counts)
    wider = [total + by * (len(counts) * one - total) for one in counts]
    base = [len(counts) * one for one in counts]
    lifted = [one - min(0, *wider) for one in wider], [one - min(0, *wider) for one in base]
    assert spread_interval(lifted[0], 4, 0.9).high >= spread_interval(lifted[1], 4, 0.9).high


@settings(deadline=None)
@given(total=st.integers(0, 3000), past=st.integers(8, 26), ahead=st.integers(1, 4))
def test_the_interval_holds_what_is_expected_and_widens_with_certainty(total: int, past: int, ahead: int):
    likely, surer = (poisson_interval(total, past, ahead, share) for share in (0.8, 0.95))
    assert surer.low <= likely.low <= total * ahead / past <= likely.high + 1
    assert likely.high <= surer.high


@given(value=st.floats(0, 500), degrees=st.integers(1, 200))
def test_chances_lie_between_none_and_sure(value: float, degrees: int):
    assert 0 <= chi_square_above(value, degrees) <= 1
    assert chi_square_above(value + 1, degrees) <= chi_square_above(value, degrees) + 1e-12


def _poisson(n: int, mean: float) -> float:
    return exp(-mean) * mean**n / factorial(n)
