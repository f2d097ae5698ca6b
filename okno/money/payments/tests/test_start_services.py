"""From the signing to the first days settled from the advance (K6, D2)."""

from datetime import date

import pytest

from okno.deliver.contracts.models import Contract
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.money.invoicing.actions.issue_first_invoice import issue_first_invoice
from okno.money.invoicing.actions.start_services import start_services
from okno.money.invoicing.models import Invoice, InvoiceLine, Subscription
from okno.money.invoicing.tests.cast import a_signed_contract, bill, first_invoice_of
from okno.money.payments.tests.cast import a_payment, a_subscription, pay
from okno.records.catalog.tests.cast import a_configuration

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def kinds_about(thing: object) -> list[str]:
    return list(Entry.objects.about(thing).order_by("id").values_list("kind", flat=True))  # type: ignore[arg-type]


def test_the_first_invoice_is_one_off_and_a_month_of_each_line(own_company, client_company, now) -> None:
    server = a_configuration(code="pair", monthly_minor=2_000_000, one_off_minor=500_000)
    contract = a_signed_contract(
        company=client_company, lines=[{"configuration": server, "quantity": 2}], at=now
    )
    invoice = first_invoice_of(contract)
    assert (invoice.number, invoice.issued_on, invoice.due_on) == (
        "2026-000001",
        date(2026, 10, 12),
        date(2026, 10, 19),
    )
    lines = list(invoice.lines.values_list("kind", "vat_rate_bp", "net_minor", "vat_minor", "gross_minor"))
    assert lines == [
        ("one_off", 2200, 1_000_000, 220_000, 1_220_000),
        ("advance", 2200, 4_000_000, 880_000, 4_880_000),
    ]
    assert (invoice.gross_minor, invoice.advance_minor, invoice.paid_on) == (6_100_000, 4_880_000, None)
    assert kinds_about(invoice) == ["invoicing.invoice_issued"]


def test_it_is_issued_once_and_only_for_a_signed_contract(own_company, client_company, now) -> None:
    contract = a_signed_contract(company=client_company, at=now)
    with pytest.raises(Conflict):
        issue_first_invoice(contract=contract, by=CONSOLE, at=now)
    contract.status = Contract.Status.DRAFT
    with pytest.raises(Conflict):
        issue_first_invoice(contract=contract, by=CONSOLE, at=now)
    assert Invoice.objects.count() == 1


def test_an_engineer_issues_no_invoice(own_company, client_company, now, engineer) -> None:
    contract = a_signed_contract(company=client_company, at=now)
    with pytest.raises(Forbidden):
        issue_first_invoice(contract=contract, by=engineer, at=now)


def test_accepted_on_12_october_with_vat_inside(own_company, client_company, now) -> None:
    price = [{"monthly_minor": 2_000_000}]
    service = a_subscription(company=client_company, vat_included=True, lines=price, at=now)
    first = first_invoice_of(service.contract)
    days = service.contract.invoices.get(kind=Invoice.Kind.FIRST_DAYS)
    assert (days.gross_minor, days.paid_minor, days.paid_on) == (1_290_323, 1_290_323, date(2026, 10, 12))
    assert (days.starts_on, days.ends_on) == (date(2026, 10, 12), date(2026, 10, 31))
    first.refresh_from_db()
    assert (first.advance_minor, first.advance_used_minor) == (2_000_000, 1_290_323)
    assert (service.starts_on, service.billed_through_on) == (date(2026, 10, 12), date(2026, 10, 31))
    assert kinds_about(days) == ["invoicing.invoice_issued", "invoicing.invoice_paid"]
    assert kinds_about(first)[-1] == "invoicing.invoice_paid"


def test_the_rest_of_the_advance_goes_to_the_next_month(own_company, client_company, now) -> None:
    service = a_subscription(company=client_company, at=now)
    bill(date(2026, 10, 31), at=at_hour(date(2026, 10, 31), 9))
    assert Invoice.objects.filter(kind=Invoice.Kind.MONTHLY).count() == 0
    bill(date(2026, 11, 30), at=at_hour(date(2026, 11, 2), 9))
    november = Invoice.objects.get(kind=Invoice.Kind.MONTHLY)
    # 24,400.00 were paid in advance, 15,741.94 used for 20 days of October.
    assert (november.gross_minor, november.paid_minor, november.left_minor) == (2_440_000, 865_806, 1_574_194)
    assert list(november.allocations.values_list("advance", "amount_minor", "on")) == [
        (first_invoice_of(service.contract).pk, 865_806, date(2026, 11, 2))
    ]
    assert kinds_about(november) == ["invoicing.invoice_issued", "payments.credit_applied"]
    bill(date(2026, 12, 31), at=at_hour(date(2026, 12, 1), 9))
    assert Invoice.objects.filter(kind=Invoice.Kind.MONTHLY, paid_minor=0).count() == 1


@pytest.mark.parametrize(
    ("starts_on", "charged_minor"),
    [
        (date(2026, 10, 1), 2_440_000),
        (date(2026, 10, 31), 78_710),
        (date(2026, 2, 28), 87_143),
    ],
)
def test_the_first_and_the_last_day(own_company, client_company, starts_on, charged_minor) -> None:
    at = at_hour(starts_on, 10)
    service = a_subscription(company=client_company, at=at)
    days = service.contract.invoices.get(kind=Invoice.Kind.FIRST_DAYS)
    assert days.gross_minor == charged_minor
    assert service.billed_through_on == days.ends_on


def test_an_advance_at_20_percent_buys_days_at_22(own_company, client_company) -> None:
    signed_at = at_hour(date(2025, 12, 22), 10)
    service = a_subscription(starts_on=date(2026, 1, 12), company=client_company, at=signed_at)
    first = first_invoice_of(service.contract)
    assert (first.vat_minor, first.gross_minor) == (400_000, 2_400_000)
    days = service.contract.invoices.get(kind=Invoice.Kind.FIRST_DAYS)
    assert (days.net_minor, days.vat_minor, days.gross_minor) == (1_290_323, 283_871, 1_574_194)
    assert (first.advance_minor - first.advance_used_minor, days.paid_minor) == (825_806, 1_574_194)
    assert (first.number, days.number) == ("2025-000001", "2026-000001")


def test_services_start_once(own_company, client_company, now) -> None:
    service = a_subscription(company=client_company, at=now)
    with pytest.raises(Conflict):
        start_services(contract=service.contract, starts_on=date(2026, 10, 13), by=CONSOLE, at=now)
    assert Subscription.objects.count() == 1


def test_unpaid_days_wait_for_their_money(own_company, client_company, now) -> None:
    contract = a_signed_contract(company=client_company, at=now)
    pay(first_invoice_of(contract), on=date(2026, 10, 12), amount_minor=100_000)
    start_services(contract=contract, starts_on=date(2026, 10, 12), by=CONSOLE, at=now)
    days = contract.invoices.get(kind=Invoice.Kind.FIRST_DAYS)
    assert (days.paid_minor, days.left_minor) == (0, 1_574_194)


def test_an_overpayment_goes_to_the_next_invoice(own_company, client_company, now) -> None:
    a_subscription(company=client_company, starts_on=date(2026, 10, 1), at=at_hour(date(2026, 10, 1), 9))
    a_payment(company=client_company, amount_minor=3_000_000, paid_on=date(2026, 10, 20), seller=own_company)
    bill(date(2026, 12, 31), at=at_hour(date(2026, 12, 1), 9))
    november, december = Invoice.objects.filter(kind=Invoice.Kind.MONTHLY).order_by("starts_on")
    assert (november.paid_minor, november.paid_on) == (2_440_000, date(2026, 12, 1))
    assert (december.paid_minor, december.paid_on) == (560_000, None)
    assert InvoiceLine.objects.filter(kind="period", starts_on=date(2026, 11, 1)).count() == 1
