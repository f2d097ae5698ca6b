"""One whose mouse is broken: every step is a key, and one always knows where one is."""

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from okno.team.people.models import Employee
from tests.browser.company import PASSWORD
from tests.browser.walker import Walker

WHERE = "() => document.activeElement.outerHTML.slice(0, 200)"
IS_LOST = "() => document.activeElement === document.body"
CHOSEN = "() => document.activeElement.selectedOptions[0].label"
FURTHEST = 60


@dataclass
class Typist(Walker):
    """`press` and `write` go wherever the focus is; the address bar is used once, to come in the morning."""

    def sign_in(self, employee: Employee) -> None:
        assert employee.user is not None
        self.page.goto("/accounts/login/")
        self.look()
        self.stands_on("[name=login]")
        self.write(employee.user.email)
        self.tab_to("[name=password]", within=2)
        self.write(PASSWORD)
        self.leads_to("Enter", ".rail")

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def does(self, *keys: str) -> None:
        """Keys after which a part of the page is another one, and the focus is still somewhere."""
        self.keys(*keys)
        self.settle()
        self.page.wait_for_timeout(50)
        assert not self.page.evaluate(IS_LOST), f"{self.page.url}: after {keys} the focus is nowhere"

    def leads_to(self, key: str, place: str, text: str | None = None) -> None:
        """A key after which another page is there."""
        self.keys(key)
        shown = self.page.locator(place).first
        expect(shown).to_be_visible()
        if text is not None:
            expect(shown).to_have_text(text)
        self.settle()

    def goes(self, letter: str, heading: str) -> None:
        """`g` and the letter of a room."""
        self.keys("g")
        self.leads_to(letter, "h1", heading)

    def stands_on(self, place: str | Locator) -> None:
        part = self.page.locator(place) if isinstance(place, str) else place
        expect(part).to_be_focused()

    def tab_to(self, place: str | Locator, *, within: int = FURTHEST) -> None:
        """Tab until there: no more stops than `within`."""
        part = self.page.locator(place).first if isinstance(place, str) else place
        for _stop in range(within):
            self.page.keyboard.press("Tab")
            if part.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{self.page.url}: {within} Tabs, and yet at {self.page.evaluate(WHERE)}")

    def walks_to(self, text: str, *, among: str = "[data-line]", key: str = "j") -> None:
        """By j or k to the line that says this; the focus goes along."""
        here = self.page.locator("#page .here")
        wanted = self.page.locator(f"#page .here{among}", has_text=text)
        for _step in range(FURTHEST):
            self.page.keyboard.press(key)
            expect(here).to_have_count(1)
            assert self.page.evaluate("!!document.activeElement.closest('.here')")
            if wanted.count():
                return
        raise AssertionError(f"{self.page.url}: no line says «{text}»")

    def chooses(self, text: str) -> None:
        """In a select: by the arrows."""
        for _option in range(FURTHEST):
            self.page.keyboard.press("ArrowDown")
            if self.page.evaluate(CHOSEN).startswith(text):
                return
        raise AssertionError(f"{self.page.url}: no option «{text}»")

    def leaves_the_field(self) -> None:
        """Esc: the letters are keys again."""
        self.does("Escape")
        assert not self.page.evaluate("!!document.activeElement.closest('input, textarea, select')")
