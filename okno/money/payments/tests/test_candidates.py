"""What is fetched for payments is enough: the verdict is the same as over all open invoices."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okno.money.invoicing.models import Invoice
from okno.money.payments.candidates import Candidates, incoming
from okno.money.payments.matching import OpenInvoice, PossibleClient, match_payment
from okno.money.payments.models import BankStatement, Payment
from okno.money.payments.tests.bank import bare_invoice
from okno.records.clients.models import Company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

INNS = ["9600000019", "9600000026", ""]
SUMS = st.sampled_from([100, 200, 300])
PURPOSES = st.sampled_from(
    ["за услуги", "счет 1", "счета 1 и 2", "счет 2026-000003", "счет 2025-000001", "сч. 4, 5", "счет 99"]
)


@given(
    invoices=st.lists(st.tuples(st.integers(0, 2), st.sampled_from([2025, 2026]), SUMS), max_size=8),
    payments=st.lists(st.tuples(st.sampled_from(INNS), SUMS, PURPOSES), min_size=1, max_size=4),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_few_invoices_fetched_decide_as_all_would(own_company, now, invoices, payments) -> None:
    with transaction.atomic():
        clients = [
            Company.objects.create(name=inn or "Без ИНН", inn=inn, kpp=str(place), created_at=now)
            for place, inn in enumerate(INNS)
        ]
        for sequence, (client, year, gross_minor) in enumerate(invoices, start=1):
            bare_invoice(
                clients[client],
                own_company,
                sequence,
                gross_minor,
                year=year,
                issued_on=date(year, 10, 1),
                due_on=date(year, 10, 9),
            )
        compare(own_company, clients, [waiting(own_company, now, *facts) for facts in payments])
        transaction.set_rollback(True)


def waiting(own_company: Company, now, inn: str, amount_minor: int, purpose: str) -> Payment:
    return Payment(
        statement=BankStatement(own_company=own_company, loaded_at=now),
        direction="in",
        status="unclear",
        own_account=own_company.accounts.get(),
        paid_on=date(2026, 10, 9),
        amount_minor=amount_minor,
        other_inn=inn,
        purpose=purpose,
    )


def compare(own_company: Company, clients: list[Company], payments: list[Payment]) -> None:
    everything = {
        invoice.pk: OpenInvoice(
            invoice.pk,
            invoice.year,
            invoice.sequence,
            invoice.company_id,
            invoice.company.inn,
            invoice.gross_minor,
            invoice.issued_on,
        )
        for invoice in Invoice.objects.select_related("company")
    }
    known = [PossibleClient(client.pk, client.inn) for client in clients]
    candidates = Candidates(own_company.pk, payments)
    for payment in payments:
        wanted = match_payment(incoming(payment), everything.values(), known)
        found = candidates.match(payment)
        assert (found.sure, found.reason, found.client_id) == (wanted.sure, wanted.reason, wanted.client_id)
        assert (found.allocations, found.left_minor) == (wanted.allocations, wanted.left_minor)
        assert found.suggestions == wanted.suggestions


@pytest.mark.parametrize("count", [1, 40])
def test_the_number_of_queries_does_not_depend_on_the_number_of_payments(
    own_company, client_company, now, count: int, django_assert_num_queries
) -> None:
    for sequence in range(1, 6):
        bare_invoice(client_company, own_company, sequence, 100)
    payments = [
        waiting(own_company, now, inn, 100 + place, f"счет {place + 1}")
        for place in range(count)
        for inn in (client_company.inn, "")
    ]
    with django_assert_num_queries(4):
        Candidates(own_company.pk, payments)
