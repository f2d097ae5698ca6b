"""Step 3: a quote under its guards, sent behind a link, accepted there without an account."""

import re

from playwright.sync_api import Page, expect

from okno.attract.deals.models import Deal
from okno.attract.quotes.models import Quote
from tests.browser.company import SmallCompany
from tests.browser.walker import Walker

LOW, LIST_PRICE = "10 000,00", "20 000,00"


def it_is_drafted(closer: Walker, deal: Deal, cast: SmallCompany) -> Quote:
    """Two lines: at the list price, and below the floor at a place that is only planned."""
    closer.go(f"/deals/{deal.pk}/")
    closer.press("Составить КП")
    closer.look()
    closer.press("Составить КП")
    closer.look()
    quote = Quote.objects.get()
    form = ".quote-add form"
    for place, price in ((cast.near, ""), (cast.far, LOW)):
        if not closer.page.locator(form).is_visible():
            closer.page.locator(".quote-add summary").click()
        closer.fill(form, configuration=str(cast.server), location=str(place), monthly_minor=price)
        closer.press("Добавить", within=form)
        closer.sees(str(place), within=".quote-paper")
    closer.look()
    closer.sees(LIST_PRICE, LOW, "36 600,00", within=".quote-paper")
    return quote


def it_cannot_be_sent(closer: Walker, quote: Quote) -> None:
    """The page says what is missing, and the door behind it refuses in the same words."""
    expect(closer.page.get_by_role("button", name="Отправить")).to_be_disabled()
    closer.sees("ниже порога", "10 750,00", within=".quote-missing")
    with closer.refused():
        closer.page.evaluate(f"void htmx.ajax('POST', '/quotes/{quote.pk}/send/', {{target: '#page'}})")
        closer.sees("Что сделает это возможным", "Кто решает", within="#refusal")
    closer.look()
    closer.page.locator("#refusal [data-dismiss]").click()


def its_price_is_approved(closer: Walker, head: Walker, quote: Quote) -> None:
    closer.press("Запросить согласование", within=".page-aside")
    closer.look()
    closer.fill(reason="A large client of tomorrow")
    closer.press("Спросить")
    closer.sees("ждёт решения", within=".page-aside")
    head.go("/approvals/")
    head.follow(head.page.locator(".lines a").first)
    head.look()
    head.sees(LOW, "10 750,00", "A large client of tomorrow")
    head.fill(**{"grant-comment": "Once"})
    head.press("Согласовать")
    head.look()
    closer.go(f"/quotes/{quote.pk}/")
    closer.sees("согласовано", within=".page-aside")


def it_can_be_delivered(closer: Walker, engineer: Walker, quote: Quote) -> None:
    """The first line by free capacity at once, the second by an engineer's word."""
    closer.press("Проверить все строки")
    closer.sees("за 3 рабочих дня", "ждёт ответа", within=".page-aside")
    engineer.go("/feasibilities/")
    engineer.press("Подтвердить")
    engineer.look()
    engineer.fill(ready_days="5", holds_until_on="2026-11-05")
    engineer.press("Подтвердить")
    engineer.look()
    closer.go(f"/quotes/{quote.pk}/")
    closer.sees("готово за 5 рабочих дней", within=".page-aside")


def it_is_sent(closer: Walker, quote: Quote) -> str:
    """What the client's link is."""
    closer.page.keyboard.press("s")
    expect(closer.page.locator(".quote-link a")).to_be_visible()
    closer.look()
    closer.go("/quotes/")
    closer.go(f"/quotes/{quote.pk}/")
    link = closer.page.locator(".quote-link a").get_attribute("href")
    assert link is not None
    return link


def the_client_accepts(client: Walker, link: str) -> None:
    """No account, nothing of the frame; accepted once, it says so to whoever opens it again."""
    client.go(link)
    client.sees("Коммерческое предложение", "36 600,00", "5 рабочих дней", within=".offer")
    expect(client.page.locator(".rail")).to_have_count(0)
    client.page.fill("[name=name]", "Diana Decidova")
    client.page.get_by_role("button", name="Принять предложение").click()
    client.sees("Принято, Diana Decidova", within=".offer")
    client.look()
    _holds_no_floor(client.page)


def _holds_no_floor(page: Page) -> None:
    assert not re.search(r"10.750|порог|марж|себестоим", page.content(), re.IGNORECASE)
