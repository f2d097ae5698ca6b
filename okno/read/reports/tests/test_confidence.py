"""Shares and middles with how sure they are; the figures are those of the textbooks."""

import pytest

from okno.read.reports.funnel.confidence import Rate, median, wilson


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 10, 0, 2_775),
        (10, 10, 7_225, 10_000),
        (4, 20, 807, 4_160),
        (5, 20, 1_119, 4_687),
        (1, 2, 945, 9_055),
    ],
)
def test_wilsons_interval(count, of, low, high):
    assert wilson(count, of) == (low, high)


@pytest.mark.parametrize(("count", "of"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_has_no_interval(count, of):
    with pytest.raises(ValueError, match="no share"):
        wilson(count, of)


def test_few_cases_are_few():
    assert [Rate(4, of).is_enough for of in (19, 20)] == [False, True]
    assert (Rate(0, 0).bp, Rate(0, 0).interval, Rate(1, 3).bp, Rate(1, 3).whole) == (None, None, 3_333, 33)


@pytest.mark.parametrize(
    ("days", "middle"),
    [
        ({}, None),
        ({7: 1}, 7),
        ({1: 1, 2: 1}, 2),
        ({1: 2, 9: 1}, 1),
        ({1: 1, 4: 1, 9: 2}, 7),
        ({3: 2, 5: 2}, 4),
    ],
)
def test_the_median_of_whole_days(days, middle):
    assert median(days) == middle
