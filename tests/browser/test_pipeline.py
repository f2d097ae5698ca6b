"""From many leads to the right deals, in a real browser: board, lists, search, charts, rules."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from okno.attract.deals.actions.change_deal import change_deal
from okno.team.people.models import Employee
from tests.browser import PATIENCE
from tests.browser.pipeline import board, palette, pictures, rows, rules
from tests.browser.pipeline.cast import NOVEMBER, NOW, Pipeline, pipeline, three_held_leads, weeks_of_work
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
        context.set_default_timeout(PATIENCE)
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
    board.a_forbidden_undo_is_told(closer, cast.clover, cast.kira)
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


def test_the_palette_finds_and_remembers_for_one_person(cast: Pipeline, meet: Meet):
    closer = meet(cast.company.closer)
    closer.page.goto("/deals/")
    palette.nothing_was_opened_lately(closer)
    palette.it_is_found_in_the_wrong_layout(closer, cast.aster)
    closer.go(cast.briar.get_absolute_url())
    palette.another_tab_is_opened(closer)
    palette.what_was_opened_lately_stands_first(closer, "Briar Ltd", "A rack", "Aster Ltd")
    palette.a_lead_is_begun(closer)
    palette.all_that_was_found_has_a_page(closer)
    palette.goes_out(closer)
    closer.sign_in(cast.kira)
    palette.nothing_was_opened_lately(closer)
    assert closer.complaints == []


def test_charts_are_drawn_and_told(cast: Pipeline, meet: Meet):
    weeks_of_work(cast)
    head = meet(cast.company.head)
    for address, key in pictures.PAGES.items():
        pictures.it_is_drawn(head, address, key)
        pictures.a_key_tells_it_as_a_table(head, key)
    pictures.another_theme_draws_it_anew(head)
    pictures.it_comes_by_a_filter(head)
    assert head.complaints == []


def test_rules_stages_and_questions_are_set(cast: Pipeline, meet: Meet):
    head = meet(cast.company.head)
    rules.rules_are_drafted_tried_and_put_in_force(head, cast.company.closer)
    rules.questions_are_ordered(head)
    rules.stages_are_ordered_and_one_is_removed(head, cast.briar)
    rules.a_plan_is_written_by_keys(head)
    assert head.complaints == []


def test_what_waits_for_a_person_is_answered(cast: Pipeline, meet: Meet):
    three_held_leads(cast)
    head, kira = meet(cast.company.head), meet(cast.kira)
    rules.held_leads_are_let_go(head)
    rules.a_deal_is_handed_over_returned_and_accepted(head, kira, cast.aster)
    assert head.complaints == kira.complaints == []


def test_the_rail_shows_where_one_is_on_a_low_screen(cast: Pipeline, meet: Meet):
    """One folded part is open at a time, and the line of the page is in sight without a wheel."""
    head = meet(cast.company.head)
    head.page.set_viewport_size({"width": 1440, "height": 700})
    head.page.goto("/reports/sources/")
    here = head.page.locator(".rail-link[aria-current=page]")
    expect(here).to_have_text("Источники")
    expect(here).to_be_in_viewport(ratio=1)
    opened = head.page.locator(".rail-more[open]")
    for number in (0, 1):
        head.page.locator(".rail-more > summary").nth(number).click()
        expect(opened).to_have_count(1)
    head.axe(head.page)
