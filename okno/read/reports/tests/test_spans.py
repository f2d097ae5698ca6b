from datetime import date

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from okno.read.reports.date_range import PRESETS, span_of

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("key", "on", "starts_on", "ends_on"),
    [
        ("month", ON, date(2026, 11, 1), date(2026, 11, 30)),
        ("last_month", ON, date(2026, 10, 1), date(2026, 10, 31)),
        ("last_month", date(2026, 3, 31), date(2026, 2, 1), date(2026, 2, 28)),
        ("last_month", date(2027, 1, 1), date(2026, 12, 1), date(2026, 12, 31)),
        ("quarter", ON, date(2026, 10, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        ("last_quarter", ON, date(2026, 7, 1), date(2026, 9, 30)),
        ("last_quarter", date(2026, 2, 1), date(2025, 10, 1), date(2025, 12, 31)),
        ("year", ON, date(2026, 1, 1), date(2026, 12, 31)),
        ("12_months", ON, date(2025, 12, 1), date(2026, 11, 30)),
        ("12_months", date(2028, 2, 29), date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_presets(key: str, on: date, starts_on: date, ends_on: date):
    span = span_of({"span": key}, on)
    assert (span.starts_on, span.ends_on, span.key) == (starts_on, ends_on, key)
    assert [chip.key for chip in span.chips if chip.is_current] == [key]


def test_nothing_asked_is_the_default():
    assert span_of({}, ON).key == "month"
    assert span_of({"span": "never heard of"}, ON, default="12_months").key == "12_months"


def test_days_by_hand_are_both_included():
    span = span_of({"from": "2026-10-01", "to": "2026-10-15", "span": "own"}, ON)
    assert (span.starts_on, span.ends_on, span.period.days) == (date(2026, 10, 1), date(2026, 10, 15), 15)
    assert span.key == "own" and not span.problem
    assert span_of({"from": "2026-10-01", "to": "2026-10-01"}, ON).period.days == 1


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-10-15", "2026-10-01", "Первый день, 15 окт. 2026, позже последнего, 1 окт. 2026"),
        ("2026-02-30", "2026-10-01", "«2026-02-30» — не дата"),
        ("вчера", "2026-10-01", "«вчера» — не дата"),
        ("0001-01-01", "2026-10-01", "«0001-01-01» — не дата"),
        ("2026-10-01", "9" * 900, "не дата"),
        ("", "2026-10-01", "Укажите оба дня"),
        ("2026-10-01", "", "Укажите оба дня"),
    ],
)
def test_what_cannot_be_shown_is_told_and_the_default_is_shown(first: str, last: str, told: str):
    span = span_of({"from": first, "to": last}, ON)
    assert told in span.problem.replace("\N{NO-BREAK SPACE}", " ")
    assert (span.starts_on, span.ends_on) == (date(2026, 11, 1), date(2026, 11, 30))
    page = render_to_string("reports/span_chips.html", {"span": span})
    assert 'role="alert"' in page and "Показан" in page


def test_swapped_days_stay_in_their_fields():
    span = span_of({"from": "2026-10-15", "to": "2026-10-01"}, ON)
    assert (span.typed_from, span.typed_to) == ("2026-10-15", "2026-10-01")


def test_other_filters_are_kept_and_the_cursor_is_not():
    asked = QueryDict("source=net&source=spear&after=zzz&from=2026-10-01&to=2026-10-02&span=own&q=%22%26x")
    span = span_of(asked, ON)
    assert span.kept == [("source", "net"), ("source", "spear"), ("q", '"&x')]
    assert span.chips[1].url == "?source=net&source=spear&q=%22%26x&span=last_month"
    page = render_to_string("reports/span_chips.html", {"span": span})
    assert '<input type="hidden" name="q" value="&quot;&amp;x">' in page
    assert 'name="after"' not in page and page.count('name="span"') == 0


@pytest.mark.parametrize(
    ("asked", "ru", "en"),
    [
        ({"span": "month"}, "ноябрь 2026", "November 2026"),
        ({"span": "last_quarter"}, "июль 2026 — сентябрь 2026", "July 2026 — September 2026"),
        (
            {"from": "2026-10-01", "to": "2026-10-15"},
            "1 окт. 2026 — 15 окт. 2026",
            "1 Oct 2026 — 15 Oct 2026",
        ),
        ({"from": "2026-10-05", "to": "2026-10-05"}, "5 окт. 2026", "5 Oct 2026"),
    ],
)
def test_what_a_span_is_called(asked: dict[str, str], ru: str, en: str):
    assert span_of(asked, ON).label.replace("\N{NO-BREAK SPACE}", " ") == ru
    with override("en"):
        assert span_of(asked, ON).label.replace("\N{NO-BREAK SPACE}", " ") == en


@given(on=st.dates(date(1950, 1, 1), date(2150, 1, 1)), key=st.sampled_from(sorted(PRESETS)))
def test_a_preset_is_whole_months_and_ends_before_no_start(on: date, key: str):
    span = span_of({"span": key}, on)
    assert span.starts_on.day == 1 and span.starts_on <= span.ends_on
    assert (span.ends_on.month != on.month) or span.ends_on >= on or key.startswith("last")


@given(first=st.text(max_size=20), last=st.text(max_size=20))
def test_anything_typed_is_answered(first: str, last: str):
    span = span_of({"from": first, "to": last}, ON)
    assert span.starts_on <= span.ends_on
