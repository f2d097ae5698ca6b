"""What the manager does between nine and six, from his list and from a client's page."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.day.typist import Typist


def three_promises_are_kept(closer: Typist) -> None:
    """j to the line, s: the line is done, the next one waits."""
    for what in ("Send the price list", "Call the accountant back", "Order the certificate"):
        closer.walks_to(what)
        closer.does("s")
        expect(_promise(closer, what).locator("[data-line-key]")).to_have_count(0)


def one_is_kept_by_mistake(closer: Typist) -> None:
    """Ctrl+Z takes it back."""
    closer.walks_to("Show the new panel")
    closer.does("s")
    expect(_promise(closer, "Show the new panel").locator("[data-line-key]")).to_have_count(0)
    closer.does("Control+z")
    expect(_promise(closer, "Show the new panel").locator("[data-line-key=m]")).to_be_visible()


def a_promise_is_moved(closer: Typist) -> None:
    """m: the next working day stands there already, only the reason is missing."""
    closer.walks_to("Show the new panel")
    closer.does("m")
    closer.stands_on("[name=to_at]")
    closer.look()
    closer.does("Escape")
    expect(closer.page.locator("#page [name=to_at]")).to_have_count(0)
    closer.does("m")
    closer.tab_to("[name=reason]", within=8)
    closer.does("Enter")
    closer.stands_on("[name=reason]")
    closer.write("Their panel is not ready")
    closer.does("Enter")
    expect(_promise(closer, "Show the new panel")).to_contain_text("завтра до 16:00")


def a_call_is_logged_in_the_list(closer: Typist) -> None:
    closer.walks_to("Aster Ltd", among=".waiting-line")
    closer.does("t")
    closer.stands_on("[name=result]")
    closer.does("Escape")
    closer.does("t")
    closer.stands_on("[name=result]")
    closer.chooses("не ответили")
    closer.tab_to(".quick-call [name=text]", within=1)
    closer.write("Rings, nobody picks up")
    closer.does("Enter")
    closer.sees("Rings, nobody picks up")


def a_status_is_set_in_the_list(closer: Typist) -> None:
    """The same line still waits: one letter more."""
    closer.does("s")
    closer.stands_on("[name=status_text]")
    closer.look()
    closer.write("They wait for the panel")
    closer.tab_to("[name=next_step]", within=1)
    closer.write("Call once more")
    closer.does("Enter")
    closer.sees("They wait for the panel", "Call once more")


def a_client_is_opened(closer: Typist, name: str) -> None:
    closer.walks_to(name, among=".waiting-line")
    closer.leads_to("Enter", "h1", name)
    expect(closer.page.locator(".now")).to_be_visible()
    closer.look()


def a_call_is_logged_on_his_page(closer: Typist) -> None:
    """t opens the line for a call, Ctrl+Enter sends it."""
    closer.does("t")
    closer.stands_on(".writing [name=text]")
    closer.write("Rents a second server, haggles like his father")
    closer.tab_to(".writing [name=result]", within=1)
    closer.chooses("поговорили")
    closer.tab_to(".writing [name=whom]", within=1)
    closer.write("Pavel")
    closer.does("Control+Enter")
    expect(closer.page.locator(".entry.internal").first).to_contain_text("haggles like his father")


def it_is_reworded_for_the_client(closer: Typist) -> None:
    """r opens the newest entry with its own words; the client gets others."""
    closer.leaves_the_field()
    closer.does("r")
    closer.stands_on(".entry [name=text]")
    closer.look()
    closer.keys("Control+a")
    closer.write("We agreed on a second server")
    closer.does("Control+Enter")
    told = closer.page.locator(".entry.shown").first
    expect(told).to_contain_text("We agreed on a second server")
    expect(told).not_to_contain_text("father")


def a_status_is_set_on_his_page(closer: Typist) -> None:
    closer.leaves_the_field()
    closer.does("s")
    closer.stands_on("#standing [name=status_text]")
    closer.look()
    closer.write("Takes a second server")
    closer.tab_to("[name=next_step]", within=1)
    closer.write("Send the quote")
    closer.keys("Enter")
    expect(closer.page.locator(".now")).to_contain_text("Takes a second server")


def he_is_handed_over(closer: Typist, receiver: str) -> None:
    expect(closer.page.locator("[data-key=h]")).to_be_visible()
    closer.leads_to("h", "h1", "Передать клиента")
    closer.stands_on("[name=receiver]")
    closer.look()
    closer.chooses(receiver)
    closer.tab_to("[name=note]", within=1)
    closer.write("Speak with Pavel, never by letter")
    closer.leads_to("Control+Enter", "h1", "Briar Ltd")
    closer.sees(receiver)


def one_is_received(closer: Typist) -> None:
    """a opens the hand-over from the list of the day: how warm, what one thinks, done."""
    closer.goes("t", "Сегодня")
    closer.walks_to("Violet Ltd", among=".waiting-line")
    closer.walks_to("Likes short letters", key="k")
    closer.leads_to("a", "h1", "Передача: Clover Ltd")
    closer.stands_on("[name=rating][value='1']")
    closer.look()
    closer.keys(*["ArrowDown"] * 3)
    expect(closer.page.locator("[name=rating][value='4']")).to_be_checked()
    closer.tab_to("[name=impression]", within=1)
    closer.write("Calm people")
    closer.leads_to("Control+Enter", "h1", "Передачи")


def the_day_is_closed(closer: Typist) -> None:
    """The page of the evening asks for it; who was touched gets a status, one after another."""
    closer.goes("t", "Закрыть день")
    closer.look()
    closer.leads_to("z", ".closing")
    closer.look()
    closer.stands_on("[name=status_text]")
    for name, status_text, step in (
        ("Clover Ltd", "Calm", "Write a short letter"),
        ("Violet Ltd", "Certificate ordered", "Install it"),
    ):
        expect(closer.page.locator("#closing-client")).to_have_text(name)
        closer.stands_on("[name=status_text]")
        closer.write(status_text)
        closer.tab_to("[name=next_step]", within=1)
        closer.does("Enter")
        # Nobody stays without a next step.
        closer.stands_on("[name=next_step]")
        closer.write(step)
        closer.does("Enter")
    closer.stands_on(closer.page.get_by_role("button", name="Закрыть день"))
    closer.look()
    closer.does("Enter")
    closer.sees("День закрыт")
    closer.look()
    closer.goes("t", "Сегодня")
    closer.sees("День закрыт", within="#page")
    closer.look()


def _promise(closer: Typist, what: str) -> Locator:
    return closer.page.locator(".promise-line", has_text=re.compile(what))
