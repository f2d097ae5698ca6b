from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.money import div_half_up, format_minor, parse_minor, share, share_bp, split

amounts = st.integers(min_value=-(10**15), max_value=10**15)
weights = st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=12).filter(any)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (0, 7, 0), (1, 2, 1), (10**30 + 1, 2, 5 * 10**29 + 1)],
)
def test_a_half_goes_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert div_half_up(numerator, denominator) == rounded


@pytest.mark.parametrize("denominator", [0, -1])
def test_a_denominator_must_be_positive(denominator: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        div_half_up(1, denominator)


@given(amounts, st.integers(min_value=1, max_value=10**6))
def test_rounding_is_off_by_at_most_a_half_and_mirrors(numerator: int, denominator: int) -> None:
    rounded = div_half_up(numerator, denominator)
    assert abs(Fraction(numerator, denominator) - rounded) <= Fraction(1, 2)
    assert div_half_up(-numerator, denominator) == -rounded


def test_first_days_are_charged_as_the_order_room_expects() -> None:
    # D2: 20,000.00 accepted on 12 October, 20 of 31 days.
    assert share(20_000_00, Fraction(20, 31)) == 12_903_23


def test_shares_are_rounded_once() -> None:
    assert share_bp(10_750_00, 2200) == 2_365_00
    assert share_bp(5, 1000) == 1
    assert share_bp(-5, 1000) == -1
    assert share(100_00, Fraction(1, 3)) == 33_33


def test_what_is_left_over_goes_to_the_parts_that_lost_most_the_earlier_first() -> None:
    assert split(100_00, [1, 1, 1]) == [33_34, 33_33, 33_33]
    assert split(10, [1, 2, 3]) == [2, 3, 5]
    assert split(1, [0, 1, 1]) == [0, 1, 0]
    assert split(-100_00, [1, 1, 1]) == [-33_34, -33_33, -33_33]


@given(amounts, weights)
def test_a_split_loses_nothing_and_each_part_is_within_one_of_its_share(
    amount: int, shares: list[int]
) -> None:
    parts = split(amount, shares)
    assert sum(parts) == amount
    assert all(
        abs(part - Fraction(amount * one, sum(shares))) < 1 for part, one in zip(parts, shares, strict=True)
    )
    assert split(-amount, shares) == [-part for part in parts]


@pytest.mark.parametrize("shares", [[], [0], [2, -1]])
def test_a_split_needs_weights(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="Weights"):
        split(100, shares)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1 250 000,00", 1_250_000_00),
        ("10750.5", 10_750_50),
        ("10 750", 10_750_00),
        ("−5,00", -5_00),
        ("-0.01", -1),
        ("+7", 7_00),
        (" 1\u00a0250\u202f000,99 ", 1_250_000_99),
        ("0", 0),
        ("6,100.00", 6_100_00),
        ("−1,250,000.5", -1_250_000_50),
        ("999999999999999.99", 99_999_999_999_999_999),
    ],
)
def test_sums_are_read_as_people_write_them(text: str, minor: int) -> None:
    assert parse_minor(text) == minor


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1.234",
        "1,250",
        "1,250,000",
        "1,25,000.00",
        "1250,000.00",
        "1,250 000.00",
        "1,250.000",
        "1.250,00",
        "ten",
        "5 ₽",
        "5,",
        ",5",
        "10 75",
        "1  000",
        "--5",
        "1e3",
        "٣",
        "9" * 16,
        "1 234 567 890 123 456",
        "1\n000",
        "- 5",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="Not a sum of money"):
        parse_minor(text)


@pytest.mark.parametrize(
    ("minor", "locale", "currency", "text"),
    [
        (1_250_000_00, "ru", "RUB", "1\u00a0250\u00a0000,00\u00a0₽"),
        (-5_07, "ru", "RUB", "−5,07\u00a0₽"),
        (999_99, "ru", None, "999,99"),
        (1_250_000_00, "en", "RUB", "₽1,250,000.00"),
        (-5_07, "en", "RUB", "−₽5.07"),
        (1_000_00, "en-gb", "CHF", "CHF\u00a01,000.00"),
        (0, "en", None, "0.00"),
    ],
)
def test_sums_are_written_by_locale(minor: int, locale: str, currency: str | None, text: str) -> None:
    assert format_minor(minor, locale, currency) == text


@given(amounts, st.sampled_from(["ru", "en"]))
def test_what_is_written_in_either_language_is_read_back(minor: int, locale: str) -> None:
    assert parse_minor(format_minor(minor, locale, None)) == minor
