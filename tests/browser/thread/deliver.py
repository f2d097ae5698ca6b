"""Steps 4 and 5: the contract at the quote's price, the order that waits for its payment, the acceptance."""

from playwright.sync_api import expect

from okno.attract.quotes.models import Quote
from okno.deliver.contracts.models import Contract
from okno.deliver.delivery.models import Order
from okno.money.invoicing.models import Invoice
from okno.money.payments.tests.bank import a_file, received
from tests.browser.company import SmallCompany
from tests.browser.walker import Walker


def the_contract_is_signed(closer: Walker, quote: Quote) -> Contract:
    """The signing wins the deal, opens the order and issues the first invoice."""
    closer.go(f"/quotes/{quote.pk}/")
    closer.press("Составить договор")
    closer.look()
    closer.sees("как в КП", "30 000,00")
    closer.press("Подписан")
    closer.look()
    closer.press("Подписан")
    closer.look()
    closer.sees("подписан")
    closer.sees("36 600,00", "Заказы", within=".record-panels")
    contract = Contract.objects.get()
    closer.go(f"/deals/{contract.deal_id}/")
    closer.sees("выиграна")
    for address in ("/contracts/", f"/invoices/{_first(contract).pk}/", "/invoices/"):
        closer.go(address)
    closer.sees("36 600,00")
    return contract


def the_order_waits(engineer: Walker, order: Order) -> None:
    """No button starts it, and the door behind refuses too (guard 3)."""
    engineer.go("/orders/?view=waiting")
    engineer.go(f"/orders/{order.pk}/")
    engineer.sees("ждёт оплаты")
    expect(engineer.page.get_by_role("button", name="Начать")).to_have_count(0)
    with engineer.refused():
        engineer.page.evaluate(f"void htmx.ajax('POST', '/orders/{order.pk}/start/', {{target: '#page'}})")
    engineer.look()


def the_statement_pays(accountant: Walker, contract: Contract, cast: SmallCompany) -> None:
    """The bank's file, as the bank writes it; the second time it adds nothing."""
    invoice = _first(contract)
    words = f"Invoice No. {invoice.number}"
    paid = received(cast.seller, 36_600_00, words, payer=contract.company, number="41")
    for added in ("1", "0"):
        accountant.go("/bank-statements/")
        accountant.page.set_input_files(
            "#page [type=file]",
            {"name": "kl_to_1c.txt", "mimeType": "text/plain", "buffer": a_file(cast.seller, [paid])},
        )
        accountant.press("Загрузить")
        if added == "1":
            accountant.look()
            accountant.sees("разнесён", "36 600,00")
    accountant.go("/payments/")
    expect(accountant.page.locator(".list tbody tr")).to_have_count(1)
    accountant.go(f"/invoices/{invoice.pk}/")
    accountant.sees("оплачен")


def the_order_is_done(engineer: Walker, order: Order) -> None:
    engineer.go("/orders/")
    engineer.go(f"/orders/{order.pk}/")
    engineer.press("Начать")
    engineer.look()
    left = order.steps.filter(role="engineer").count()
    for _step in range(left):
        done = engineer.page.locator(".step .status").filter(has_text="сделано").count()
        engineer.press("Сделано")
        expect(engineer.page.locator(".step .status").filter(has_text="сделано")).to_have_count(done + 1)
    engineer.look()


def the_client_accepts_it(closer: Walker, order: Order, contract: Contract) -> None:
    """From 12 October: 20 days of 31 are settled from the advance, line by line."""
    closer.go(f"/orders/{order.pk}/")
    closer.press("Сделано")
    closer.press("Клиент принял")
    closer.look()
    closer.fill(accepted_on="2026-10-12", accepted_by_name="Diana Decidova")
    closer.press("Клиент принял")
    closer.look()
    closer.sees("принят клиентом", "Diana Decidova")
    days = contract.invoices.get(kind=Invoice.Kind.FIRST_DAYS)
    closer.go(f"/invoices/{days.pk}/")
    closer.sees("12 903,23", "6 451,61", "23 612,90", "Аванс по счёту")
    closer.go("/services/")
    closer.sees("20 000,00", "10 000,00")
    closer.follow(closer.page.locator(".list tbody a").first)
    closer.look()


def _first(contract: Contract) -> Invoice:
    return contract.invoices.get(kind=Invoice.Kind.FIRST)
