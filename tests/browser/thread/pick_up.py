"""Step 9: what a colleague finds: the client's journal, the day, the digest; and search, language, theme."""

import re

from playwright.sync_api import expect

from okno.records.clients.models import Company
from tests.browser.walker import Walker

# The switch itself, and words of ours that an entry keeps in the company's language (sales.events.told).
KEPT = [
    "Русский",
    "Сдать клиенту работу по договору",
    "Сдать клиенту",
    "Подготовить ресурсы",
    "Подключить",
    "Проверить",
    "Квалификация",
    "Предложение",
    "Переговоры",
    "Согласование документов",
]


def the_day_is_written_down(closer: Walker, client: Company) -> None:
    """A note inside and one for the client, a status and the next step."""
    closer.go(f"/clients/{client.pk}/")
    for text, told in (("Called: all is well", False), ("Sent the password", True)):
        closer.fill(".writing", text=text)
        if told:
            closer.page.locator(".writing .chip").click()
        closer.press_in_place("Записать")
        expect(closer.page.locator(".entry", has_text=text)).to_have_class(
            re.compile(r"^(?!.*internal)" if told else r"internal")
        )
    closer.look()
    closer.page.keyboard.press("s")
    expect(closer.page.locator("#standing")).to_be_visible()
    closer.look()
    closer.fill(status_text="Runs well", next_step="Ask about backups", next_step_on="2026-11-20")
    closer.press("Сохранить")
    closer.sees("Runs well", "Ask about backups")
    closer.go(f"/clients/{client.pk}/journal/")


def the_day_is_seen(head: Walker, closer: Walker, client: Company) -> None:
    closer.go("/promises/make/")
    closer.fill(what="Send the report", due_at="2026-11-02T18:00")
    closer.press("Пообещать")
    closer.look()
    closer.go("/")
    closer.sees("Send the report")
    closer.press_in_place("Сдержано: Send the report")
    closer.page.reload()
    closer.settle()
    expect(closer.page.locator("#page .promise-line", has_text="Send the report")).to_have_count(0)
    for address in ("/", "/digest/", "/clients/", "/promises/", "/people/"):
        head.go(address)
    head.go("/digest/")
    head.sees(client.name, "Runs well")


def everything_is_found(head: Walker) -> None:
    """Ctrl-K over a client, a lead, a deal and an invoice."""
    page = head.page
    for typed, kind in (
        ("Daisy", "clients"),
        ("Rose", "leads"),
        ("Two servers", "deals"),
        ("2026-000001", "invoices"),
    ):
        page.keyboard.press("Control+k")
        page.keyboard.type(typed)
        expect(page.locator(f"#palette-found a[href^='/{kind}/']").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#palette")).not_to_be_visible()


def nothing_is_left_in_russian(head: Walker, addresses: list[str]) -> None:
    """All data of the journey is Latin: a Cyrillic letter is a sentence without its English."""
    page = head.page
    page.click("[popovertarget=me-menu]")
    page.click("#me-menu [value=en]")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for address in addresses:
        page.goto(address)
        head.settle()
        text = page.locator("body").inner_text()
        for word in KEPT:
            text = text.replace(word, "")
        left = re.findall(r"[^\n]*[А-Яа-яЁё][^\n]*", text)
        assert left == [], f"{address}: {left}"
    page.click("[popovertarget=me-menu]")
    page.click("#me-menu [value=ru]")
    expect(page.locator("html")).to_have_attribute("lang", "ru")


def the_theme_is_switched(head: Walker) -> None:
    page = head.page
    before = page.locator("html").get_attribute("data-bs-theme")
    page.click("[popovertarget=me-menu]")
    page.click("[data-theme-switch]")
    page.reload()
    expect(page.locator("html")).not_to_have_attribute("data-bs-theme", str(before))
