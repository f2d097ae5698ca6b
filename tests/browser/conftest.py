"""A real Chromium over the live server, and axe on every page.

CHROMIUM names the browser (bin/check finds or installs one); without any the tests say so and are skipped.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import PATIENCE

# What fails in a step says what it compared.
pytest.register_assert_rewrite("tests.browser.day", "tests.browser.thread", "tests.browser.walker")
expect.set_options(timeout=PATIENCE)
LONGEST = {"test_journey", "test_working_day"}
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The violations alone cross to Python: what passed is many times larger.
RUN = (
    "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(told => told.violations)"
)
# Root in a container has no sandbox; the rest keeps the browser from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright runs an event loop in this thread, which makes Django refuse its queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
    # The longest begin first: the other workers do the rest meanwhile.
    items.sort(key=lambda item: item.path.stem not in LONGEST or item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file, as in life: in memory whoever asks while another writes is told "table is locked"."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("okno") / "okno.sqlite3")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip('no Chromium: run bin/check "browser journey", or set CHROMIUM')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A fresh Russian visitor at 1440 px; a page's error or a refused script fails the test."""
    context = browser.new_context(
        base_url=live_server.url, locale="ru-RU", viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def axe() -> Callable[..., None]:
    """Fails when the page breaks a rule of WCAG AA, and says where. `only`: what axe's `runOnly` takes."""

    def check(page: Page, only: dict[str, Any] | None = None) -> None:
        # evaluate() goes past the page's content security policy; a script tag would not.
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(RUN, only or RULES)
        told = [f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
        assert told == [], f"{page.url}\n" + "\n".join(told)

    return check
