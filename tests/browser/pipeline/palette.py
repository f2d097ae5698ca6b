"""Ctrl+K: found in the wrong layout, opened here or in another tab; what was opened lately."""

import re

from playwright.sync_api import Locator, expect

from okno.attract.deals.models import Deal
from tests.browser.pipeline.hands import Hands

IS_CHOSEN = "#palette-found [aria-selected=true]"
LATELY = "Недавно открытые"


def asked(hands: Hands, text: str) -> Locator:
    """The palette with this typed; the line that Enter opens."""
    hands.page.keyboard.press("Control+k")
    expect(hands.page.locator("#palette input")).to_be_focused()
    hands.page.keyboard.type(text)
    return hands.page.locator(IS_CHOSEN)


def it_is_found_in_the_wrong_layout(hands: Hands, deal: Deal) -> None:
    """The arrows go round; Enter opens the line that is marked, and the focus is in its page."""
    first = asked(hands, "фыеук")
    expect(first).to_contain_text("Aster Ltd")
    expect(hands.page.locator("#palette [role=status]")).to_contain_text("aster")
    hands.axe(hands.page)
    lines = hands.page.locator("#palette-found [role=option]")
    hands.page.keyboard.press("ArrowDown")
    expect(lines.nth(1)).to_have_attribute("aria-selected", "true")
    named = str(lines.nth(1).get_attribute("id"))
    expect(hands.page.locator("#palette input")).to_have_attribute("aria-activedescendant", named)
    hands.page.keyboard.press("ArrowUp")
    hands.page.keyboard.press("ArrowUp")
    expect(lines.last).to_have_attribute("aria-selected", "true")
    hands.page.keyboard.press("ArrowDown")
    expect(lines.first).to_have_attribute("aria-selected", "true")
    hands.page.keyboard.press("Enter")
    expect(hands.page.locator("h1")).to_have_text("Aster Ltd")


def another_tab_is_opened(hands: Hands) -> None:
    """Ctrl+Enter: this page stays where it is."""
    here = hands.page.url
    expect(asked(hands, "briar")).to_contain_text("Briar Ltd")
    with hands.page.context.expect_page() as opened:
        hands.page.keyboard.press("Control+Enter")
    expect(opened.value.locator("h1")).to_have_text("Briar Ltd")
    opened.value.close()
    assert hands.page.url == here
    hands.page.keyboard.press("Escape")
    expect(hands.page.locator("#palette")).to_be_hidden()


def what_was_opened_lately_stands_first(hands: Hands, *names: str) -> None:
    hands.page.goto("/deals/")
    hands.page.keyboard.press("Control+k")
    lately = hands.page.get_by_role("group", name=LATELY)
    for place, name in enumerate(names):
        expect(lately.get_by_role("option").nth(place)).to_contain_text(name)
    expect(lately.get_by_role("option")).to_have_count(len(names))
    hands.axe(hands.page)
    hands.page.keyboard.press("Escape")


def nothing_was_opened_lately(hands: Hands) -> None:
    hands.page.keyboard.press("Control+k")
    expect(hands.page.locator("#palette-found [role=option]").first).to_be_visible()
    expect(hands.page.get_by_role("group", name=LATELY)).to_have_count(0)
    hands.page.keyboard.press("Escape")


def a_lead_is_begun(hands: Hands) -> None:
    expect(asked(hands, "новый лид")).to_contain_text("Новый лид")
    hands.page.keyboard.press("Enter")
    expect(hands.page).to_have_url(re.compile("/leads/register/"))
    expect(hands.page.locator("#page form input:not([type=hidden])").first).to_be_focused()


def all_that_was_found_has_a_page(hands: Hands) -> None:
    expect(asked(hands, "ltd")).to_be_visible()
    hands.page.locator("#found-all").click()
    expect(hands.page.locator(".found-lines > li").nth(3)).to_be_visible()
    hands.look()


def goes_out(hands: Hands) -> None:
    hands.page.locator("[popovertarget=me-menu]").click()
    hands.page.get_by_role("button", name="Выйти").click()
    expect(hands.page.locator(".rail")).to_have_count(0)
    kept = hands.page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('okno-opened'))")
    assert kept == []
