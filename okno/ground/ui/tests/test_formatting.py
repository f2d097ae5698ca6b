from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format

from okno.ground.ui.formatting import day_text, money_html, month_text, percent_text, period_html, whole_text

TODAY = date(2026, 11, 21)


def test_a_whole_date_is_written_one_way_in_each_language():
    for language, words in (("en", "16 Dec 2026"), ("ru", "16 декабря 2026")):
        with translation.override(language):
            assert date_format(date(2026, 12, 16)) == words


@pytest.mark.parametrize(
    ("on", "russian", "english"),
    [
        (date(2026, 11, 21), "сегодня", "today"),
        (date(2026, 11, 20), "вчера", "yesterday"),
        (date(2026, 11, 22), "завтра", "tomorrow"),
        (date(2026, 11, 3), "3 нояб.", "3 Nov"),
        (date(2026, 5, 9), "9 мая", "9 May"),
        (date(2025, 11, 21), "21 нояб. 2025", "21 Nov 2025"),
    ],
)
def test_a_day_in_human_words(on: date, russian: str, english: str):
    with translation.override("ru"):
        assert day_text(on, TODAY).replace("\xa0", " ") == russian
    with translation.override("en"):
        assert day_text(on, TODAY).replace("\xa0", " ") == english


def test_money_has_its_kopecks_apart():
    with translation.override("ru"):
        assert money_html(-1_290_323) == (
            '<span class="money money-minus">−12\xa0903<span class="kop">,23</span>\xa0₽</span>'
        )
        assert money_html(None) == '<span class="money">—</span>'
    with translation.override("en"):
        assert money_html(125_000_000) == (
            '<span class="money">₽1,250,000<span class="kop">.00</span></span>'
        )


def test_months_and_percents():
    with translation.override("ru"):
        assert month_text(date(2026, 10, 1)) == "октябрь 2026"
        assert [percent_text(bp) for bp in (1250, 2200, 0, None)] == ["12,5\xa0%", "22\xa0%", "0\xa0%", "—"]


def test_a_sum_in_a_sentence_has_no_kopecks():
    with translation.override("ru"):
        assert whole_text(12_000_050).replace("\xa0", " ") == "120 001 ₽"
        assert whole_text(-12_000_049).replace("\xa0", " ") == "−120 000 ₽"
        assert whole_text(45).replace("\xa0", " ") == "0,45 ₽"
    with translation.override("en"):
        assert "120,000" in whole_text(12_000_000)


def test_a_period_is_its_month_or_two_dates_that_never_say_today():
    last_year = (date(2025, 10, 1), date(2025, 10, 31))
    with translation.override("ru"):
        assert period_html(*last_year) == '<time datetime="2025-10">октябрь 2025\u00a0г.</time>'
        assert period_html(date(2025, 10, 12), date(2025, 10, 31)) == (
            '<time datetime="2025-10-12">12\u00a0окт.\u00a02025</time>'
            ' – <time datetime="2025-10-31">31\u00a0окт.\u00a02025</time>'
        )
        assert period_html(None, date(2025, 10, 31)) == "—"
    with translation.override("en"):
        assert period_html(*last_year) == '<time datetime="2025-10">October 2025</time>'
