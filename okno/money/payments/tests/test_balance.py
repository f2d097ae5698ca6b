"""What a client owes and has with us."""

from datetime import date

import pytest

from okno.money.invoicing.models import Invoice
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.balance import Balance, balance_of, balances
from okno.money.payments.models import Payment
from okno.money.payments.tests.bank import a_file, bare_invoice, received
from okno.records.clients.models import Company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_debt_overdue_and_credit_of_several_clients(own_company, client_company, accountant, now) -> None:
    other = Company.objects.create(name="Лотос", inn="9600000019", created_at=now)
    bare_invoice(client_company, own_company, 1, 1_000_00, due_on=date(2026, 10, 11))
    bare_invoice(client_company, own_company, 2, 300_00, due_on=date(2026, 10, 12))
    advance = bare_invoice(other, own_company, 3, 500_00)
    Invoice.objects.filter(pk=advance.pk).update(advance_minor=500_00)
    documents = [
        received(own_company, 400_00, "счет 1", payer=client_company),
        received(own_company, 600_00, "счет 3", payer=other, number="2"),
        received(own_company, 999_00, "непонятно что", payer=client_company, number="3"),
    ]
    data = a_file(own_company, documents)
    load_statement(data=data, file_name="kl_to_1c.txt", by=accountant, at=now)
    Invoice.objects.filter(pk=advance.pk).update(advance_used_minor=120_00)
    found = balances(
        Invoice.objects.all(),
        Payment.objects.all(),
        [client_company.pk, other.pk, own_company.pk],
        on=date(2026, 10, 12),
    )
    assert found == {
        client_company.pk: Balance(debt_minor=900_00, overdue_minor=600_00),
        other.pk: Balance(credit_minor=100_00, advance_minor=380_00),
        own_company.pk: Balance(),
    }
    unseen = balance_of(
        client_company.pk, Invoice.objects.none(), Payment.objects.none(), on=date(2026, 10, 12)
    )
    assert unseen == Balance()
