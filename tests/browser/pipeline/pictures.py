"""Charts: drawn in the browser, told as a table by a key, in both themes and on a phone."""

from playwright.sync_api import expect

from tests.browser.pipeline.hands import Hands
from tests.browser.walker import NARROW, WIDE

DAYS = "from=2026-10-01&to=2026-10-31"
PAGES = {
    "/reports/plan/": "gap",
    f"/reports/funnel/?{DAYS}": "funnel",
    f"/reports/sources/?{DAYS}": "sources",
    f"/reports/losses/?{DAYS}": "losses",
    "/reports/advisor/": "flow",
}
DRAWN = ".chart-picture svg"
INKS = """() => [...document.querySelectorAll('.chart-picture svg [fill], .chart-picture svg [stroke]')]
    .map(one => one.getAttribute('fill') + one.getAttribute('stroke')).join()"""
STICKING_OUT = """() => [...document.querySelectorAll('.chart-picture svg')]
    .filter(one => one.getBoundingClientRect().right > innerWidth).length"""


def it_is_drawn(hands: Hands, address: str, key: str) -> None:
    hands.page.goto(address)
    chart = hands.page.locator(f"#chart-{key}")
    expect(chart.locator(DRAWN)).to_have_count(1)
    pictures = hands.page.locator(".chart-picture").count()
    expect(hands.page.locator(DRAWN)).to_have_count(pictures)
    expect(chart.locator(".chart-answer")).not_to_be_empty()
    hands.look()
    hands.page.set_viewport_size(NARROW)
    expect(hands.page.locator(DRAWN)).to_have_count(pictures)
    assert hands.page.evaluate(STICKING_OUT) == 0
    hands.page.set_viewport_size(WIDE)


def a_key_tells_it_as_a_table(hands: Hands, key: str) -> None:
    """All the tables of the page, and the pictures again; a reader of the screen hears which it is."""
    chart = hands.page.locator(f"#chart-{key}")
    told, table = chart.locator("[data-chart-switch]"), hands.page.locator(f"#chart-{key}.chart-told")
    expect(table).to_have_count(0)
    hands.page.keyboard.press("v")
    expect(table).to_have_count(1)
    expect(told).to_have_attribute("aria-pressed", "true")
    hands.axe(hands.page)
    hands.page.keyboard.press("v")
    expect(table).to_have_count(0)
    told.click()
    expect(table).to_have_count(1)
    told.click()
    expect(table).to_have_count(0)


def another_theme_draws_it_anew(hands: Hands) -> None:
    before = hands.page.evaluate(INKS)
    hands.page.locator("[popovertarget=me-menu]").click()
    hands.page.locator("[data-theme-switch]").click()
    expect(hands.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    hands.page.wait_for_function(f"before => ({INKS})() !== before", arg=before)
    hands.page.locator("[data-theme-switch]").click()
    hands.page.wait_for_function(f"before => ({INKS})() === before", arg=before)
    hands.page.keyboard.press("Escape")


def it_comes_by_a_filter(hands: Hands) -> None:
    """Another one's plan: the page is swapped, the picture is drawn anew, the tables stay open."""
    hands.page.goto("/reports/plan/")
    expect(hands.page.locator("#chart-gap svg")).to_have_count(1)
    hands.page.locator("#page h1").click()
    hands.page.keyboard.press("v")
    hands.page.evaluate("document.querySelector('#chart-gap').dataset.left = ''")
    whose = hands.page.locator("#plan-of")
    others = whose.locator("option:not(:checked)")
    whose.select_option(value=str(others.first.get_attribute("value")))
    expect(hands.page.locator("#chart-gap[data-left]")).to_have_count(0)
    expect(hands.page.locator("#chart-gap svg")).to_have_count(1)
    expect(hands.page.locator("#chart-gap.chart-told")).to_have_count(1)
    hands.page.keyboard.press("Escape")
