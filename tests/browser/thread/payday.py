"""Step 8: the month is drawn, looked at down to the payment, and locked."""

from playwright.sync_api import expect

from okno.money.compensation.models import Payslip
from tests.browser.company import SmallCompany
from tests.browser.walker import Walker


def the_report_is_handed_in(closer: Walker) -> None:
    closer.go("/payslips/report/?month=2026-10")
    closer.fill(month_on="2026-10", text="Daisy, found by myself")
    closer.press("Сдать")
    closer.look()


def october_is_drawn(accountant: Walker, head: Walker, cast: SmallCompany) -> Payslip:
    """Base 50,000.00, attraction 30,000.00 × 50 % ÷ 3 = 5,000.00, and what the head judges."""
    accountant.go("/payslips/?month=2026-10")
    accountant.press("Рассчитать месяц")
    accountant.look()
    accountant.sees(cast.closer.name, "55 000,00")
    payslip = Payslip.objects.get(employee=cast.closer)
    head.go(f"/payslips/{payslip.pk}/")
    head.press("Назначить премию")
    head.look()
    head.fill(amount_minor="4000", reason="A clean house")
    head.press("Назначить премию")
    head.look()
    accountant.go(f"/payslips/{payslip.pk}/")
    accountant.press("Пересчитать")
    accountant.sees("59 000,00")
    return payslip


def it_is_opened_down_to_the_payment(closer: Walker, payslip: Payslip) -> None:
    closer.go("/payslips/")
    closer.go(f"/payslips/{payslip.pk}/")
    line = closer.page.locator("details.earning", has_text="Daisy Ltd").first
    line.locator("summary").click()
    expect(line).to_contain_text("5 000,00")
    expect(line).to_contain_text("36 600,00")
    closer.look()
    closer.follow(line.locator("a[href^='/plans/']").first)
    closer.look()
    closer.go("/plans/")


def it_is_locked(accountant: Walker, payslip: Payslip) -> None:
    """What cannot be undone is asked about; Esc leaves it as it is."""
    page = accountant.page
    accountant.go(f"/payslips/{payslip.pk}/")
    lock = page.locator("#page").get_by_role("button", name="Закрыть", exact=True)
    lock.click()
    expect(page.locator("#confirm")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#confirm")).not_to_be_visible()
    lock.click()
    page.locator("[data-confirm-yes]").click()
    accountant.sees("закрыт")
    accountant.look()
    expect(page.get_by_role("button", name="Пересчитать")).to_have_count(0)
