"""Whom to hire next, in situations written out (T4); and the flow that it stands on."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from okno.read.reports.advisor.advice import Advice, Standing, advise, one_digit
from okno.read.reports.advisor.flow import Flow, Week, flow_of, monday_of, whole_weeks

MONDAY = date(2026, 6, 1)


def flow(*counts: int) -> Flow:
    return Flow([Week(MONDAY + timedelta(weeks=n), count, 5) for n, count in enumerate(counts)])


EVEN = flow(5, 4, 6, 5, 7, 4, 5, 6, 5, 4, 6, 5)
LUMPY = flow(0, 12, 1, 9, 0, 14, 2, 10, 0, 13, 1, 10)
FALLING = flow(12, 11, 11, 9, 8, 8, 7, 5, 4, 4, 2, 1)
GROWING = flow(1, 2, 4, 4, 5, 7, 8, 8, 9, 11, 11, 12)
SHORT = flow(5, 6, 4)
COPING = {"clients": 60, "qualifiers": 1, "account_managers": 2, "came": 20, "deals": 9}


@pytest.mark.parametrize(
    ("situation", "hire", "first", "because"),
    [
        (
            {"flow": SHORT, "came": 12, "clients": 8},
            "qualifier",
            "Наймите квалификатора, затем аккаунт-менеджера",
            "Лидов за последние 4 недели: 12",
        ),
        (
            {"flow": SHORT, "came": 12},
            "qualifier",
            "лидам отвечает только собственник",
            "Квалификаторов: 0.",
        ),
        (
            {"flow": SHORT, "came": 12, "clients": 8, "behind": 5},
            "account_manager",
            "клиентов ведёт только собственник",
            "без статуса или следующего шага: 5",
        ),
        (
            {"flow": EVEN, "came": 12, "clients": 8, "qualifiers": 1},
            "account_manager",
            "клиентов ведёт только собственник",
            "Аккаунт-менеджеров: 0, клиентов: 8",
        ),
        (
            {"flow": EVEN, **COPING, "late": 7},
            "account_manager",
            "нынешние не справляются",
            "просроченных обещаний их менеджеров: 7",
        ),
        (
            {"flow": EVEN, **COPING, "unkept": 1},
            "account_manager",
            "нынешние не справляются",
            "из них никто не ведёт: 1",
        ),
        (
            {"flow": EVEN, **COPING, "waiting": 5},
            "qualifier",
            "лиды ждут первого ответа",
            "без первого ответа дольше рабочего дня: 5",
        ),
        (
            {"flow": SHORT, **COPING},
            "nobody",
            "истории потока мало",
            "Полных недель: 3, лидов в них: 15; нужно хотя бы 8 и 20.",
        ),
        ({"flow": LUMPY, **COPING}, "nobody", "закрывает собственник", "от 0 до 48"),
        ({"flow": LUMPY, **COPING, "closers": 1}, "nobody", "те же, кто сейчас", "от 0 до 48"),
        ({"flow": FALLING, **COPING}, "nobody", "закрывает собственник", "Меняется на −1,0 в неделю"),
        ({"flow": GROWING, **COPING}, "nobody", "закрывает собственник", "Меняется на +1,0 в неделю"),
        ({"flow": EVEN, **COPING}, "closer", "Наймите менеджера по продажам", "от 13 до 30"),
        (
            {"flow": EVEN, **COPING, "closers": 2, "stuck": 4},
            "closer",
            "сделки стоят",
            "стоят на этапе дольше положенного: 4",
        ),
        ({"flow": EVEN, **COPING, "closers": 2, "stuck": 3}, "nobody", "Никого", "Менеджеров по продажам: 2"),
        ({"flow": Flow([])}, "nobody", "истории потока мало", "Полных недель: 0, лидов в них: 0"),
    ],
)
def test_whom_to_hire(situation: dict[str, Any], hire: str, first: str, because: str):
    advice = advise(Standing(**situation))
    assert advice.hire == hire
    assert first in advice.sentences[0].text
    assert because in " ".join(advice.sentences[0].because)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (SHORT, "слишком мало истории"),
        (EVEN, "На поток можно положиться"),
        (LUMPY, "слишком неопределённый"),
        (FALLING, "поток падает"),
        (GROWING, "поток растёт"),
    ],
)
def test_how_sure_one_can_be(known: Flow, said: str):
    assert said in advise(Standing(flow=known, **COPING)).sentences[1].text


@pytest.mark.parametrize(
    ("effort", "said"),
    [
        ({"touches": 29, "touches_new": 20}, "слишком мало касаний"),
        ({"touches": 100, "touches_new": 70, "behind": 30}, "на новых клиентов, а нынешние ждут"),
        ({"touches": 100, "touches_new": 30, "waiting": 9}, "на нынешних клиентов, а лиды ждут"),
        ({"touches": 100, "touches_new": 70}, "ни одна сторона не ждёт"),
    ],
)
def test_where_the_effort_goes(effort: dict[str, int], said: str):
    advice = advise(Standing(flow=EVEN, **{**COPING, **effort}))
    assert said in advice.sentences[2].text
    assert str(effort["touches"]) in advice.sentences[2].because[0]


def test_it_says_what_it_cannot_say():
    assert "касания, а не часы" in advise(Standing(flow=EVEN)).sentences[-1].text


def test_each_sentence_but_the_last_names_its_figures_in_both_languages():
    for known in (SHORT, EVEN, LUMPY, FALLING):
        for language in ("ru", "en"):
            with override(language):
                advice = advise(Standing(flow=known, **COPING))
                assert all(any(map(str.isdigit, "".join(one.because))) for one in advice.sentences[:-1])
                assert "{" not in _said(advice)


@given(
    standing=st.fixed_dictionaries({name: st.integers(0, 50) for name in COPING | {"late": 0, "waiting": 0}}),
    known=st.sampled_from([SHORT, EVEN, LUMPY, FALLING]),
)
def test_a_closer_only_of_a_flow_that_can_be_relied_on(standing: dict[str, int], known: Flow):
    one = Standing(flow=known, **standing)
    if advise(one).hire == "closer":
        assert known.is_predictable and one.managers_cope
        assert one.account_managers or not one.clients


def _said(advice: Advice) -> str:
    return " ".join([one.text + "".join(one.because) for one in advice.sentences])


def test_weeks_are_whole_and_begin_where_the_history_begins():
    sunday, monday = date(2026, 10, 11), date(2026, 10, 12)
    assert whole_weeks(sunday, date(2026, 9, 21)) == [date(2026, 9, 21), date(2026, 9, 28)]
    assert whole_weeks(monday, date(2026, 9, 22)) == [date(2026, 9, 28), date(2026, 10, 5)]
    assert whole_weeks(monday, monday) == [] and whole_weeks(monday, None) == []
    assert len(whole_weeks(monday, date(2020, 1, 1))) == 26
    assert whole_weeks(monday, date(2030, 1, 1)) == []


def test_a_week_of_holidays_is_shown_and_not_counted():
    """The first days of 2026: no working day from 1 to 11 January; 9 January 2026 is a day off."""
    mondays = [date(2025, 12, 22), date(2025, 12, 29), date(2026, 1, 5), date(2026, 1, 12)]
    found = flow_of({date(2025, 12, 24): 3, date(2026, 1, 18): 2, date(2026, 1, 19): 9}, mondays)
    assert [(week.count, week.working_days) for week in found.weeks] == [(3, 5), (0, 2), (0, 0), (2, 5)]
    assert found.counts == [3, 2] and not found.is_enough


def test_enough_is_eight_weeks_and_twenty_leads():
    assert flow(*[3] * 8).is_enough
    assert not flow(*[3] * 7).is_enough and not flow(*[2] * 8).is_enough
    assert flow(*[3] * 7).ahead is None


def test_what_is_told_of_an_even_flow():
    """62 leads in 12 weeks; 13 to 30 of the next four by scipy."""
    assert (EVEN.total, EVEN.expected, EVEN.direction, EVEN.is_lumpy) == (62, 21, "level", False)
    assert EVEN.ahead and (EVEN.ahead.low, EVEN.ahead.high) == (13, 30)
    assert LUMPY.is_lumpy and not LUMPY.is_predictable
    assert (FALLING.direction, GROWING.direction) == ("down", "up")


@given(on=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_begins_on_its_monday(on: date):
    assert monday_of(on).isocalendar()[:2] == on.isocalendar()[:2] and monday_of(on).weekday() == 0


@pytest.mark.parametrize(
    ("number", "said"), [(3.38, "3,4"), (-0.96, "−1,0"), (0.04, "0,0"), (1234.0, "1 234,0")]
)
def test_one_digit_is_rounded_not_cut(number: float, said: str):
    assert one_digit(number, signed=number < 1).replace("\N{NO-BREAK SPACE}", " ") in {
        said,
        said.replace(" ", ""),
    }
