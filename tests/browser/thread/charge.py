"""Steps 6 and 7: the month is billed by a button, and a payment that no rule can place is placed by a key."""

from playwright.sync_api import expect

from okno.money.invoicing.models import Invoice
from okno.money.payments.tests.bank import a_file, received
from okno.records.clients.models import Company
from tests.browser.company import SmallCompany
from tests.browser.walker import Walker


def november_is_billed(accountant: Walker, client: Company) -> Invoice:
    """The card goes to its end by itself; a second run finds nobody to charge."""
    for invoices in ("1", "0"):
        accountant.go("/billing-runs/")
        accountant.press("Выставить ежемесячные счета")
        accountant.look()
        accountant.fill(through_on="2026-11-30")
        accountant.press("Выставить счета")
        accountant.page.wait_for_selector("#billing-run .note-good")
        accountant.look()
        facts = accountant.page.locator("#billing-run .facts")
        expect(facts.locator("div", has_text="Счета").locator("dd")).to_have_text(invoices)
    invoice = client.invoices.get(kind=Invoice.Kind.MONTHLY)
    accountant.go(f"/invoices/{invoice.pk}/")
    accountant.sees("36 600,00", "12 987,10", "30 нояб.")
    return invoice


def a_payment_is_placed_by_a_key(accountant: Walker, client: Company, cast: SmallCompany) -> None:
    """A round sum without a number: whose it is the INN tells, for what a person does."""
    paid = received(cast.seller, 20_000_00, "For services", payer=client, number="42")
    accountant.go("/bank-statements/")
    accountant.page.set_input_files(
        "#page [type=file]",
        {"name": "kl_to_1c.txt", "mimeType": "text/plain", "buffer": a_file(cast.seller, [paid])},
    )
    accountant.press("Загрузить")
    accountant.sees("ждёт человека")
    accountant.go("/payments/unclear/")
    accountant.sees(client.name, "20 000,00")
    accountant.page.keyboard.press("1")
    accountant.sees("Всё разобрано")
    accountant.look()
    accountant.go("/payments/")
    accountant.follow(accountant.page.locator(".list tbody tr a").first)
    accountant.look()
    accountant.sees("разнесён")
