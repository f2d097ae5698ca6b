"""B5: an invoice is overdue on the day after its last day to pay, wherever it is looked at."""

from datetime import date

import pytest

from okno.money.invoicing.models import Invoice
from okno.money.payments.balance import balance_of
from okno.money.payments.models import Payment
from okno.money.payments.tests.bank import bare_invoice

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
MONDAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("due_on", "state"),
    [
        (date(2026, 10, 11), "overdue"),
        (date(2026, 10, 12), "issued"),
        (date(2026, 10, 13), "issued"),
    ],
)
def test_due_today_is_not_overdue(own_company, client_company, due_on, state) -> None:
    invoice = bare_invoice(client_company, own_company, 1, 1_000_00, due_on=due_on)
    balance = balance_of(client_company.pk, Invoice.objects.all(), Payment.objects.all(), on=MONDAY)
    assert invoice.state(MONDAY) == state
    assert list(Invoice.objects.overdue(MONDAY)) == ([invoice] if state == "overdue" else [])
    assert balance.debt_minor == 1_000_00
    assert balance.overdue_minor == (1_000_00 if state == "overdue" else 0)


def test_a_paid_invoice_is_never_overdue(own_company, client_company) -> None:
    invoice = bare_invoice(client_company, own_company, 1, 1_000_00, due_on=date(2026, 10, 1))
    Invoice.objects.update(paid_minor=1_000_00, paid_on=date(2026, 10, 9))
    invoice.refresh_from_db()
    assert (invoice.state(MONDAY), invoice.is_overdue(MONDAY)) == ("paid", False)
    assert not Invoice.objects.overdue(MONDAY).exists()
