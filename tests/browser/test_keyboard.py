"""What can be done without a mouse, and that one always sees where one is."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from okno.records.clients.actions.add_company import add_company
from tests.browser import PATIENCE
from tests.browser.company import LONG_AGO, SmallCompany, small_company
from tests.browser.walker import WIDE, Walker

pytestmark = pytest.mark.django_db(transaction=True)
# An outline, or a border that takes the accent: something at the focused part differs from its rest.
SEEN = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
HERE = "document.activeElement.closest('.rail, .top, #page, .skip')?.className ?? 'nowhere'"


@pytest.fixture
def cast() -> SmallCompany:
    cast = small_company()
    for name in ("Aster Ltd", "Briar Ltd", "Clover Ltd"):
        add_company(name=name, by=cast.owner, at=LONG_AGO)
    return cast


@pytest.fixture
def page(browser: Browser, live_server: Any, axe: Callable[..., None], cast: SmallCompany) -> Any:
    context = browser.new_context(base_url=live_server.url, locale="ru-RU", viewport=WIDE)
    context.set_default_timeout(PATIENCE)
    walker = Walker(context.new_page(), axe)
    walker.sign_in(cast.head)
    yield walker.page
    context.close()
    assert walker.complaints == []


def test_tab_goes_from_the_menu_to_the_page_and_is_always_seen(page: Page):
    page.goto("/clients/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    passed = []
    while page.evaluate("document.activeElement !== document.body"):
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        passed.append(page.evaluate(HERE).split()[0])
        page.keyboard.press("Tab")
    assert list(dict.fromkeys(passed)) == ["skip", "rail", "top", "page"]


def test_the_first_stop_leads_past_the_menu(page: Page):
    page.goto("/clients/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_a_list_is_walked_and_its_line_opened(page: Page):
    page.goto("/clients/")
    expect(page.locator(".list tbody tr")).to_have_count(4)
    for key in "jjjk":
        page.keyboard.press(key)
    name = page.locator(".list tbody tr.here a").first.inner_text()
    assert page.evaluate(SEEN)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Клиенты")


def test_a_status_is_set_in_the_list_and_the_line_keeps_the_focus(page: Page):
    page.goto("/clients/")
    expect(page.locator(".list tbody tr")).to_have_count(4)
    for key in "jj":
        page.keyboard.press(key)
    name = page.locator(".list tr.here a").first.inner_text()
    for ends, text in (("Escape", "Never mind"), ("Enter", "They read the quote")):
        page.keyboard.press("s")
        expect(page.locator("tr.editing [name=status_text]")).to_be_focused()
        page.keyboard.type(text)
        page.keyboard.press(ends)
        expect(page.locator("tr.editing")).to_have_count(0)
        row = page.locator(".list tbody tr", has_text=name)
        expect(row.locator("a").first).to_be_focused()
    expect(row).to_contain_text("They read the quote")
    expect(row).not_to_contain_text("Never mind")


def test_the_keys_of_a_page_are_told_and_esc_closes(page: Page):
    page.goto("/clients/")
    page.locator(".list tbody a").first.click()
    expect(page.locator(".record")).to_be_visible()
    # The client's page has a script of its own and was loaded whole.
    page.wait_for_load_state("load")
    page.keyboard.press("Shift+Slash")
    told = page.locator("#keys")
    expect(told).to_be_visible()
    for own in ("Статус и следующий шаг", "Обещание", "Поиск и команды", "Вниз и вверх по списку"):
        expect(told).to_contain_text(own)
    page.keyboard.press("Escape")
    expect(told).not_to_be_visible()
    page.keyboard.press("p")
    expect(page.locator("h1")).to_have_text("Новое обещание")


def test_something_is_created_from_anywhere(page: Page):
    page.goto("/")
    page.keyboard.press("c")
    expect(page.locator("#create-menu .menu-item").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#create-menu")).not_to_be_visible()
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Новый лид")
