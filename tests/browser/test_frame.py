"""What the frame and its scripts do for every page, in a real browser."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route, expect

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Guard, Refused
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import Company
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Employee, Role

pytestmark = pytest.mark.django_db(transaction=True)
Axe = Callable[[Page], None]
NOW = at_hour(date(2026, 10, 12), 10)


@pytest.fixture
def head() -> Employee:
    return invite_employee(
        name="Роман Образцов",
        email="head@okno.test",
        roles=[Role.HEAD_OF_SALES],
        hired_on=date(2024, 1, 9),
        by=CONSOLE,
        at=NOW,
    )


@pytest.fixture
def as_head(page: Page, head: Employee) -> Page:
    """A page of the head of sales."""
    assert head.user is not None
    head.user.set_password("only-for-tests")
    head.user.save()
    page.goto("/accounts/login/")
    page.fill("[name=login]", head.user.email)
    page.fill("[name=password]", "only-for-tests")
    page.click("form .btn-primary")
    expect(page.locator(".rail")).to_be_visible()
    return page


@pytest.fixture
def companies(head: Employee) -> list[Company]:
    names = ["Ромашка", "Медвежий угол", *(f"Фирма {number:02}" for number in range(60))]
    return [add_company(name=name, by=head, at=NOW) for name in names]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_passes_axe(
    browser: Browser, live_server: Any, settings: Any, axe: Axe, width: int, scheme: Any
):
    settings.DEMO = True
    context = browser.new_context(
        base_url=live_server.url, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    for address in ("/ui/", "/accounts/login/", "/accounts/password/reset/"):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("data-bs-theme", scheme)
        axe(page)
        # Nothing sticks out at the side of a phone.
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_palette_finds_and_opens(as_head: Page, companies: list[Company], axe: Axe):
    as_head.keyboard.press("Control+k")
    expect(as_head.locator("#palette")).to_be_visible()
    as_head.keyboard.type("hjvfirf")
    expect(as_head.locator("#palette-found [aria-selected=true]")).to_contain_text("Ромашка")
    axe(as_head)
    as_head.keyboard.press("Enter")
    expect(as_head.locator("h1")).to_have_text("Ромашка")


def test_a_list_is_walked_by_keys(as_head: Page, companies: list[Company]):
    as_head.goto("/clients/")
    as_head.keyboard.press("j")
    as_head.keyboard.press("j")
    second = as_head.locator(".list tbody tr").nth(1)
    expect(second).to_have_class("here")
    as_head.keyboard.press("Space")
    expect(as_head.locator("#peek h1")).to_have_text(second.locator("a").first.inner_text())
    as_head.keyboard.press("Escape")
    as_head.keyboard.press("g")
    as_head.keyboard.press("t")
    expect(as_head.locator(".rail [aria-current=page]")).to_have_text("Сегодня")


def test_a_filter_swaps_the_list_and_keeps_what_is_being_typed(as_head: Page, companies: list[Company]):
    as_head.goto("/clients/")
    expect(as_head.locator(".list tbody tr")).to_have_count(50)
    as_head.keyboard.press("/")
    as_head.keyboard.type("медве", delay=20)
    expect(as_head.locator(".list tbody tr")).to_have_count(1)
    as_head.keyboard.type("жий", delay=20)
    expect(as_head.locator("input[type=search]:focus")).to_have_value("медвежий")
    expect(as_head).to_have_url(re.compile(r"\?q="))


def test_the_rest_of_a_list_comes_by_scrolling_and_nothing_repeats(as_head: Page, companies: list[Company]):
    as_head.goto("/clients/")
    as_head.locator("#more a").scroll_into_view_if_needed()
    expect(as_head.locator(".list tbody tr")).to_have_count(62)
    expect(as_head.locator("#more a")).to_have_count(0)
    shown = as_head.locator(".list tbody tr").evaluate_all(
        "all => all.map(row => row.querySelector('a').href)"
    )
    assert len(set(shown)) == 62


def test_a_refusal_is_said_above_and_nothing_typed_is_lost(as_head: Page, axe: Axe):
    refused = Refused(guard=Guard.FLOOR, reason="Ниже порога.", remedy="Поднять цену.", decides="РОП")
    words = render_to_string("ui/refusal.html#refusal", {"error": refused})

    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=409, body=words, content_type="text/html; charset=utf-8")
        else:
            route.continue_()

    as_head.goto("/clients/add/")
    as_head.route("**/clients/add/", refuse)
    as_head.fill("[name=name]", "Проба")
    as_head.click("#page form [type=submit]")
    expect(as_head.locator("#refusal")).to_contain_text("Поднять цену.")
    expect(as_head.locator("[name=name]")).to_have_value("Проба")
    axe(as_head)
    # The bell asks by itself, and its answer wipes nothing away.
    as_head.evaluate(
        "htmx.ajax('GET', '/notices/count/', {source: '.bell a', target: '.bell a', swap: 'outerHTML'})"
    )
    expect(as_head.locator("#refusal")).to_contain_text("Поднять цену.")
    as_head.click("#refusal [data-dismiss]")
    expect(as_head.locator(".refusal")).to_have_count(0)


def test_a_lost_connection_loses_nothing(as_head: Page):
    as_head.goto("/clients/add/")
    as_head.route("**/clients/add/", lambda route: route.abort())
    as_head.fill("[name=name]", "Проба")
    as_head.click("#page form [type=submit]")
    expect(as_head.locator("#page .draft-failed")).to_contain_text("Нет связи")
    expect(as_head.locator("[name=name]")).to_have_value("Проба")


def test_a_wrong_field_is_told_beside_it(as_head: Page):
    as_head.goto("/clients/add/")
    as_head.fill("[name=name]", "Проба")
    as_head.fill("[name=inn]", "123")
    as_head.click("#page form [type=submit]")
    expect(as_head.locator("#id_inn_error")).to_be_visible()
    expect(as_head.locator("[name=name]")).to_have_value("Проба")
    as_head.fill("[name=inn]", "")
    as_head.click("#page form [type=submit]")
    expect(as_head.locator("h1")).to_have_text("Проба")


def test_the_theme_and_the_language_are_kept(as_head: Page):
    as_head.click("[popovertarget=me-menu]")
    as_head.click("[data-theme-switch]")
    as_head.reload()
    expect(as_head.locator("html")).to_have_attribute("data-bs-theme", "dark")
    as_head.click("[popovertarget=me-menu]")
    as_head.click("#me-menu [value=en]")
    expect(as_head.locator("html")).to_have_attribute("lang", "en")


def test_a_phone_has_a_bar_and_a_menu(as_head: Page, companies: list[Company], axe: Axe):
    as_head.set_viewport_size({"width": 390, "height": 844})
    as_head.goto("/clients/")
    expect(as_head.locator(".bottom [aria-current=page]")).to_have_text("Клиенты")
    assert as_head.evaluate("document.documentElement.scrollWidth") <= 390
    axe(as_head)
    as_head.click("[data-menu-open]")
    expect(as_head.locator(".rail")).to_be_visible()
    axe(as_head)
    as_head.keyboard.press("Escape")
    expect(as_head.locator(".rail")).not_to_be_visible()


def test_marked_lines_bring_a_bar(as_head: Page, settings: Any):
    settings.DEMO = True
    as_head.goto("/ui/")
    bar = as_head.locator(".bulk")
    expect(bar).not_to_be_visible()
    as_head.keyboard.press("j")
    as_head.keyboard.press("x")
    as_head.keyboard.press("j")
    as_head.keyboard.press("x")
    expect(bar.locator("[data-bulk-count]")).to_have_text("2")
    as_head.click("[data-bulk-all]")
    expect(bar.locator("[data-bulk-count]")).to_have_text("4")
    as_head.keyboard.press("Escape")
    expect(bar).not_to_be_visible()


def test_help_tells_of_the_room_and_of_the_keys(as_head: Page, axe: Axe):
    as_head.goto("/clients/")
    as_head.keyboard.press("?")
    told = as_head.locator("#keys")
    expect(told.locator(".help-lines li")).to_have_count(5)
    expect(told.locator("h2").first).to_have_text("Клиенты")
    expect(told.locator("dt").first).to_be_visible()
    axe(as_head)
    as_head.keyboard.press("Escape")
    as_head.goto("/promises/")
    as_head.click("[data-open=keys]")
    expect(told.locator("h2").first).to_have_text("Обещания")


FOLDED = "<details id=tried><summary>Перенести</summary><form><textarea></textarea></form></details>"
UNFOLDED = "what => document.querySelector('.page-content').insertAdjacentHTML('beforeend', what)"


def test_esc_closes_the_form_that_was_unfolded(as_head: Page):
    as_head.goto("/promises/")
    as_head.evaluate(UNFOLDED, FOLDED)
    as_head.click("#tried summary")
    as_head.fill("#tried textarea", "Потому что")
    as_head.keyboard.press("Escape")
    expect(as_head.locator("#tried textarea")).not_to_be_visible()
    expect(as_head.locator("#tried summary")).to_be_focused()


def test_what_is_rare_unfolds_in_the_rail(as_head: Page, axe: Axe):
    as_head.goto("/promises/")
    more = as_head.locator(".rail-more", has=as_head.locator("[href='/catalog/formula/']"))
    expect(more.locator("[href='/catalog/formula/']")).not_to_be_visible()
    more.locator("summary").click()
    more.locator("[href='/catalog/formula/']").click()
    expect(as_head.locator(".rail [aria-current=page]")).to_be_visible()
    axe(as_head)
