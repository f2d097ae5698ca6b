from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.ui.fields import DateField, MomentField, MoneyField, MonthField, PercentField


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("10 750,00", 1_075_000),
        ("10750.5", 1_075_050),
        ("1 250 000,00 ₽", 125_000_000),
        ("1", 100),
    ],
)
def test_a_sum_is_read_as_people_write_it(typed: str, minor: int):
    assert MoneyField().clean(typed) == minor


@pytest.mark.parametrize("typed", ["сто", "1,234", "10.750,00", "", "0", "-5", "99999999999999999999", "1e3"])
def test_a_sum_is_not_guessed(typed: str):
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


def test_no_sum_is_typed_that_a_rate_would_make_too_large_for_the_base():
    assert MoneyField().clean("1 000 000 000 000") * 10_000 < 2**63
    with pytest.raises(ValidationError):
        MoneyField().clean("1 000 000 000 000,01")


def test_a_sum_is_shown_as_it_is_typed():
    with translation.override("ru"):
        assert MoneyField().prepare_value(1_075_000) == "10\xa0750,00"
    assert MoneyField().prepare_value("сто") == "сто"


def test_zero_is_taken_only_where_it_is_allowed():
    assert MoneyField(min_value=0).clean("0") == 0


def test_a_percentage_is_basis_points():
    assert PercentField().clean("12,5 %") == 1250
    with translation.override("ru"):
        assert [PercentField().prepare_value(bp) for bp in (1250, 1000, 2225, 0)] == [
            "12,5",
            "10",
            "22,25",
            "0",
        ]
    with pytest.raises(ValidationError):
        PercentField().clean("101")


def test_a_day_and_a_month():
    assert DateField().clean("2026-10-12") == date(2026, 10, 12)
    assert DateField().clean("12.10.2026") == date(2026, 10, 12)
    assert MonthField().clean("2026-10") == date(2026, 10, 1)
    assert MonthField().prepare_value(date(2026, 10, 12)) == "2026-10"
    with pytest.raises(ValidationError):
        MonthField().clean("2026-13")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (DateField, "0001-01-01"),
        (DateField, "9999-12-31"),
        (MonthField, "0001-01"),
        (MonthField, "9999-12"),
        (MomentField, "0001-01-01T00:00"),
        (MomentField, "9999-12-31T23:59"),
    ],
)
def test_a_year_that_no_calendar_serves_is_asked_for_again(field: type[Field], typed: str):
    with pytest.raises(ValidationError):
        field().clean(typed)


LANGUAGES = st.sampled_from(["ru", "en"])
MINUTES = st.builds(
    datetime,
    st.integers(2000, 2090),
    *(st.integers(1, 12), st.integers(1, 28), st.integers(0, 23), st.integers(0, 59)),
    tzinfo=st.just(timezone.get_fixed_timezone(180)),
)


@given(LANGUAGES, st.integers(-(10**15), 10**14))
def test_a_form_reads_the_sum_that_it_shows(language: str, minor: int):
    field = MoneyField(min_value=-(10**15))
    with translation.override(language):
        assert field.clean(field.prepare_value(minor)) == minor


@given(LANGUAGES, st.integers(0, 10**7))
def test_a_form_reads_the_percentage_that_it_shows(language: str, bp: int):
    field = PercentField(max_value=10**7)
    with translation.override(language):
        assert field.clean(field.prepare_value(bp)) == bp


@given(LANGUAGES, st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_form_reads_the_day_and_the_month_that_it_shows(language: str, on: date):
    day, month = DateField(), MonthField()
    with translation.override(language):
        assert day.clean(day.widget.format_value(day.prepare_value(on))) == on
        assert month.clean(month.prepare_value(on)) == on.replace(day=1)


@given(LANGUAGES, MINUTES)
def test_a_form_reads_the_minute_that_it_shows(language: str, at: datetime):
    field = MomentField()
    with translation.override(language):
        assert field.clean(field.widget.format_value(field.prepare_value(at))) == at
