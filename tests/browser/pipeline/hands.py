"""Hands at a pipeline: a real mouse that drags, and what a browser says of a refusal that was expected."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from tests.browser.walker import Walker


class Hands(Walker):
    @contextmanager
    def told(self, *statuses: int) -> Iterator[None]:
        """The browser says in its console every answer that is no success; these are expected here."""
        before = len(self.complaints)
        yield
        heard, known = self.complaints[before:], "|".join(str(one) for one in statuses)
        assert all(re.search(rf"status of ({known})", one) for one in heard), heard
        del self.complaints[before:]

    def drag(self, what: Locator, to: Locator) -> None:
        """Pressed, moved as a hand moves, let go."""
        what.scroll_into_view_if_needed()
        what.hover()
        self.page.mouse.down()
        # Forced: what is carried lies above its place. The second move is told as dragging over.
        to.hover(force=True)
        to.hover(force=True, position={"x": 12, "y": 6})
        self.page.mouse.up()

    def toast(self, text: str) -> Locator:
        line = self.page.locator("#toasts .toast-line", has_text=text).last
        expect(line).to_be_visible()
        return line
