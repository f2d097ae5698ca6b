"""One who walks through pages in a browser of his own, and looks critically at each."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from okno.team.people.models import Employee
from tests.browser.company import PASSWORD
from tests.turns import in_turn

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# What a theme and a width can break; the rest was asked at the wide page.
LOOKS = {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}
HEAVIEST = 100_000
# axe, both themes and both widths take a second a page: a turn looks so at a part of the pages of a journey.
PARTS = 3
MOST_PANELS = 100
# htmx writes a request that was given up, because the page was left or a newer one took its place, to the
# console as an error. A request that failed says sendError or responseError besides: those are complaints.
GIVEN_UP = re.compile("^htmx:(afterRequest|sendAbort)\\b")
BUSY = ".htmx-request, .panel-slot .skeleton"
# Asked of the server anew, because a page may have come in parts.
WEIGHT = """async () => {
    const answer = await fetch(location.href, {headers: {accept: "text/html"}});
    return answer.ok ? (await answer.blob()).size : 0;
}"""
# Panels come when one scrolls to them: the first slot is scrolled to and waited for until its panel is there.
SCROLLED = """async () => {
    const slots = [...document.querySelectorAll(".panel-slot")].filter(slot => slot.checkVisibility());
    if (!slots.length) scrollTo(0, 0);
    slots[0]?.scrollIntoView({block: "nearest"});
    const until = performance.now() + 1000;
    while (slots[0]?.checkVisibility() && performance.now() < until)
        await new Promise(go => setTimeout(go, 10));
    return slots.length;
}"""
STICKING_OUT = """() => [...document.querySelectorAll("#page *, .offer *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .filter(one => !one.closest(".list-wrap, .chart-table, .board, .tabs, .span-presets"))
    .map(one => one.outerHTML.slice(0, 120))"""


@dataclass
class Walker:
    """`look()` is called on every page he comes to: axe in both themes, width of a phone, weight, console."""

    page: Page
    axe: Callable[..., None]
    complaints: list[str] = field(default_factory=list)
    looked: int = 0

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type == "error" and not GIVEN_UP.search(said.text):
            self.complaints.append(f"{self.page.url}: {said.text} {said.location.get('url', '')}")

    def sign_in(self, employee: Employee) -> None:
        assert employee.user is not None
        self.page.goto("/accounts/login/")
        self.page.fill("[name=login]", employee.user.email)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("form .btn-primary")
        expect(self.page.locator(".rail")).to_be_visible()

    def go(self, address: str) -> None:
        """Open a page and look at it."""
        self.page.goto(address)
        self.look()

    def press(self, name: str, *, within: str = "#page") -> None:
        """Press the first button or link of this name; what takes the place of the page is waited for."""
        part = self.page.locator(within)
        named = part.get_by_role("button", name=name, exact=True)
        self.follow(named.or_(part.get_by_role("link", name=name, exact=True)).first)

    def follow(self, part: Locator) -> None:
        self.page.evaluate("document.querySelector('#page').dataset.left = ''")
        part.click()
        expect(self.page.locator("#page[data-left]")).to_have_count(0)
        self.settle()

    def press_in_place(self, name: str, *, within: str = "#page") -> None:
        """Press a button after which only its own part of the page is another one."""
        self.page.locator(within).get_by_role("button", name=name).first.click()
        self.settle()

    def fill(self, form: str = "#page form", **typed: str) -> None:
        """Fields of a form by their names; a select takes the label that people see."""
        for name, value in typed.items():
            part = self.page.locator(f"{form} [name={name}]").first
            if part.evaluate("one => one.tagName") == "SELECT":
                part.select_option(label=value)
            else:
                part.fill(value)

    def settle(self) -> None:
        self.page.wait_for_load_state("load")
        for _panel in range(MOST_PANELS):
            if not self.page.evaluate(SCROLLED):
                break
        expect(self.page.locator(BUSY)).to_have_count(0)

    def look(self) -> None:
        """Look at this page; all the way at every third page of a turn, at the others in the next turns."""
        self.settle()
        self.looked += 1
        if in_turn([self.page.url], PARTS, self.looked):
            self._look_closely()
        assert self.complaints == [], self.complaints

    def _look_closely(self) -> None:
        self.axe(self.page)
        assert self.page.evaluate(WEIGHT) < HEAVIEST, self.page.url
        theme = self.page.evaluate("document.documentElement.dataset.bsTheme")
        self.page.set_viewport_size(NARROW)
        self.page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
        self.axe(self.page, LOOKS)
        sticking = self.page.evaluate(STICKING_OUT)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert (width, sticking) == (NARROW["width"], []), self.page.url
        self.page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
        self.page.set_viewport_size(WIDE)

    def sees(self, *texts: str, within: str = "main") -> None:
        for text in texts:
            expect(self.page.locator(within).first).to_contain_text(text)

    @contextmanager
    def refused(self, status: int = 409) -> Iterator[None]:
        """The browser says every refusal in its console; here one is expected."""
        before = len(self.complaints)
        yield
        expect(self.page.locator("#refusal .refusal")).to_be_visible()
        heard = self.complaints[before:]
        assert all(re.search(rf"status of {status}", one) for one in heard), heard
        del self.complaints[before:]
