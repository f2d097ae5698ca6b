"""A working Monday of one manager, from signing in to closing the day, without a mouse."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from okno.team.people.models import Employee
from tests.browser import PATIENCE
from tests.browser.day import evening, work
from tests.browser.day.monday import MORNING, Monday, at_time, eve_of_monday
from tests.browser.day.typist import Typist
from tests.browser.walker import WIDE
from tests.clock import Clock

pytestmark = pytest.mark.django_db(transaction=True)
Meet = Callable[[Employee], Typist]


@pytest.fixture
def monday(clock: Clock) -> Monday:
    clock.shows = MORNING
    return eve_of_monday()


@pytest.fixture
def meet(browser: Browser, live_server: Any, axe: Callable[..., None]) -> Iterator[Meet]:
    contexts: list[BrowserContext] = []

    def open_for(employee: Employee) -> Typist:
        context = browser.new_context(
            base_url=live_server.url, locale="ru-RU", viewport=WIDE, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        typist = Typist(context.new_page(), axe)
        typist.sign_in(employee)
        return typist

    yield open_for
    for context in contexts:
        context.close()


def test_a_working_day_by_keys_alone(monday: Monday, meet: Meet, clock: Clock):
    closer = meet(monday.company.closer)
    closer.look()
    work.three_promises_are_kept(closer)
    work.one_is_kept_by_mistake(closer)
    work.a_promise_is_moved(closer)
    work.a_call_is_logged_in_the_list(closer)
    work.a_status_is_set_in_the_list(closer)

    clock.shows = at_time(11)
    work.a_client_is_opened(closer, "Briar Ltd")
    work.a_call_is_logged_on_his_page(closer)
    work.it_is_reworded_for_the_client(closer)
    work.a_status_is_set_on_his_page(closer)
    work.he_is_handed_over(closer, monday.kira.name)
    work.one_is_received(closer)

    clock.shows = at_time(17, 40)
    work.the_day_is_closed(closer)

    evening.the_journal_has_each_deed_and_no_more(monday)
    evening.the_colleague_is_told(meet(monday.kira))
    evening.the_head_sees_who_has_not_closed(meet(monday.company.head))
    evening.it_fits_a_phone(closer, monday)
    assert closer.complaints == []
