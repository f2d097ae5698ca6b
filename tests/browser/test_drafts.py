"""What was typed is never lost: not by a cut line, not by an ended session, not by a closed page."""

from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import Company
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Employee, Role

pytestmark = pytest.mark.django_db(transaction=True)
NOW = at_hour(date(2026, 10, 12), 10)
PASSWORD = "only-for-tests"
KEPT = "Object.keys(localStorage).filter(name => name.startsWith('okno-draft:')).length"
ADD = "/clients/add/"
ASKS_BY_ITSELF = """() => {
    const bell = document.querySelector(".top-right").appendChild(document.createElement("div"));
    const asks = {"data-quiet": "", "hx-get": "/promises/", "hx-trigger": "now"};
    for (const [name, value] of Object.entries(asks))
        bell.setAttribute(name, value);
    htmx.process(bell);
    htmx.trigger(bell, "now");
}"""


def person(email: str) -> Employee:
    return invite_employee(
        name=email.partition("@")[0].title(),
        email=email,
        roles=[Role.HEAD_OF_SALES],
        hired_on=date(2024, 1, 9),
        password=PASSWORD,
        by=CONSOLE,
        at=NOW,
    )


def sign_in(page: Page, email: str) -> None:
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("form .btn-primary")
    expect(page.locator(".rail")).to_be_visible()


@pytest.fixture
def at_desk(page: Page) -> Page:
    person("roman@okno.test")
    page.goto("/accounts/login/")
    sign_in(page, "roman@okno.test")
    return page


def type_a_company(page: Page) -> None:
    page.goto(ADD)
    page.fill("[name=name]", "Ромашка <b>☂️</b> שלום")
    page.check("[name=is_partner]")
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) == 1


def test_without_a_line_it_waits_and_goes_by_one_press(at_desk: Page):
    type_a_company(at_desk)
    at_desk.context.set_offline(True)
    at_desk.click("#page .form [type=submit]")
    failed = at_desk.locator(".draft-failed")
    expect(failed).to_contain_text("Нет связи")
    expect(at_desk.locator("[name=name]")).to_have_value("Ромашка <b>☂️</b> שלום")
    at_desk.context.set_offline(False)
    failed.locator("[data-again]").click()
    expect(at_desk.locator("h1")).to_have_text("Ромашка <b>☂️</b> שלום")
    assert Company.objects.get().is_partner
    assert at_desk.evaluate(KEPT) == 0


def test_what_asks_by_itself_says_nothing_of_the_line(at_desk: Page):
    company = add_company(name="Ромашка", by=CONSOLE, at=NOW)
    at_desk.goto(company.get_absolute_url())
    at_desk.context.set_offline(True)
    at_desk.evaluate(ASKS_BY_ITSELF)
    at_desk.wait_for_timeout(300)
    expect(at_desk.locator("#toasts")).to_be_empty()


def test_a_closed_page_offers_it_back(at_desk: Page, axe: Any):
    type_a_company(at_desk)
    at_desk.goto("/clients/")
    at_desk.goto(ADD)
    expect(at_desk.locator("[name=name]")).to_have_value("")
    offer = at_desk.locator(".draft-line")
    expect(offer).to_contain_text("Восстановить набранное в")
    axe(at_desk)
    offer.locator("[data-restore]").click()
    expect(at_desk.locator("[name=name]:focus")).to_have_value("Ромашка <b>☂️</b> שלום")
    expect(at_desk.locator("[name=is_partner]")).to_be_checked()
    expect(offer).to_have_count(0)
    at_desk.reload()
    at_desk.click(".draft-line [data-drop]")
    at_desk.reload()
    expect(at_desk.locator(".draft-line")).to_have_count(0)


def test_an_ended_session_leads_through_the_door_and_back_to_it(at_desk: Page):
    type_a_company(at_desk)
    Session.objects.all().delete()
    at_desk.click("#page .form [type=submit]")
    expect(at_desk.locator("[name=login]")).to_be_visible()
    sign_in(at_desk, "roman@okno.test")
    assert at_desk.url.endswith(ADD)
    at_desk.click("[data-restore]")
    at_desk.keyboard.press("Control+Enter")
    expect(at_desk.locator("h1")).to_have_text("Ромашка <b>☂️</b> שלום")


def test_a_mistake_is_not_a_draft_and_a_password_never_is(at_desk: Page):
    at_desk.goto(ADD)
    at_desk.fill("[name=name]", "Проба")
    at_desk.fill("[name=inn]", "123")
    at_desk.click("#page .form [type=submit]")
    expect(at_desk.locator("#id_inn_error")).to_be_visible()
    expect(at_desk.locator(".draft-line")).to_have_count(0)
    at_desk.goto("/accounts/password/change/")
    at_desk.locator("[type=password]").first.press_sequentially("secret-of-mine")
    at_desk.wait_for_timeout(500)
    assert "secret-of-mine" not in at_desk.evaluate("JSON.stringify(localStorage)")


def test_nothing_stays_for_the_next_person_at_this_machine(at_desk: Page):
    person("anna@okno.test")
    type_a_company(at_desk)
    at_desk.click("[popovertarget=me-menu]")
    at_desk.click("#me-menu form[action$='/logout/'] button")
    at_desk.wait_for_url("**/accounts/login/**")
    assert at_desk.evaluate(KEPT) == 0
    sign_in(at_desk, "roman@okno.test")
    type_a_company(at_desk)
    # He goes home without a word; his session ends by itself.
    at_desk.context.clear_cookies()
    at_desk.goto("/accounts/login/")
    sign_in(at_desk, "anna@okno.test")
    assert at_desk.evaluate(KEPT) == 0
