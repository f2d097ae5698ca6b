"""From many leads to the right deals, in a real browser: board, lists, search, charts, rules."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from okno.people.models import Employee
from okno.sales.actions.change_deal import change_deal
from tests.browser.pipeline import board, rows
from tests.browser.pipeline.cast import NOVEMBER, NOW, Pipeline, pipeline
from tests.browser.pipeline.hands import Hands
from tests.browser.walker import WIDE
from tests.clock import Clock

pytestmark = pytest.mark.django_db(transaction=True)
Meet = Callable[[Employee], Hands]


@pytest.fixture
def cast(clock: Clock) -> Pipeline:
    clock.shows = NOW
    return pipeline()


@pytest.fixture
def meet(browser: Browser, live_server: Any, axe: Callable[..., None]) -> Iterator[Meet]:
    contexts: list[BrowserContext] = []

    def open_for(employee: Employee) -> Hands:
        context = browser.new_context(
            base_url=live_server.url, locale="ru-RU", viewport=WIDE, reduced_motion="reduce"
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        hands = Hands(context.new_page(), axe)
        hands.sign_in(employee)
        return hands

    yield open_for
    for context in contexts:
        context.close()


def test_a_card_is_carried_and_taken_back(cast: Pipeline, meet: Meet):
    closer = meet(cast.company.closer)
    closer.go("/deals/?view=mine")
    board.a_card_is_moved_and_taken_back(closer, cast.aster)
    board.a_stage_asks_for_what_is_missing(closer, cast.clover)
    board.a_win_is_refused_with_help(closer, cast.briar)
    board.a_loss_says_why_in_place(closer, cast.aster)
    board.a_stale_move_is_told(closer, cast.briar)
    assert closer.complaints == []


def test_a_card_goes_by_keys_and_what_is_late_is_told(cast: Pipeline, meet: Meet):
    closer = meet(cast.company.closer)
    closer.go("/deals/?view=mine")
    board.the_filters_are_chips(closer, shown=3)
    board.a_refused_undo_is_told(closer, cast.aster, cast.company.head)
    board.a_card_goes_by_keys_alone(closer, cast.clover)
    board.a_loss_that_is_refused_is_told_in_the_dialog(closer, cast.briar)
    assert closer.complaints == []


def test_deals_are_changed_where_they_stand(cast: Pipeline, meet: Meet):
    closer = meet(cast.company.closer)
    closer.go(rows.LISTED)
    rows.a_sum_is_written_in_its_cell(closer, cast.aster)
    rows.tab_writes_and_goes_on(closer, cast.aster)
    rows.what_is_wrong_stays_to_be_mended(closer, cast.aster)
    rows.two_write_in_one_cell(closer, cast.aster, cast.company.head)
    change_deal(deal=cast.briar, expected_on=NOVEMBER, by=cast.company.closer, at=NOW)
    rows.many_are_moved_and_one_cannot(closer, cast.briar, cast.clover)
    assert closer.complaints == []
