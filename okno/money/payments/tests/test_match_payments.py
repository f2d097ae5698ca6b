"""Waiting money finds its client and its invoices where a rule is sure (B4)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden
from okno.money.invoicing.models import Invoice
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.actions.match_payments import match_payments
from okno.money.payments.models import BankStatement, Payment
from okno.money.payments.tests.bank import a_file, bare_invoice, received

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_a_waiting_payment_is_matched_once_its_client_is_known(
    own_company, client_company, accountant, now
) -> None:
    document = received(own_company, 100_00, "счет 1", payer=client_company)
    load_statement(data=a_file(own_company, [document]), file_name="a.txt", by=accountant, at=now)
    assert Payment.objects.get().reason == "nothing_open"
    bare_invoice(client_company, own_company, 1, 100_00)
    assert match_payments(by=accountant, at=now) == 1
    assert Payment.objects.get().status == "matched"
    assert match_payments(by=accountant, at=now) == 0


def test_the_invoice_is_paid_the_rest_is_credit_and_the_journal_says_who_matched(
    own_company, client_company, accountant, head, now
) -> None:
    document = received(own_company, 150_00, "счет 1", payer=client_company)
    load_statement(data=a_file(own_company, [document]), file_name="a.txt", by=accountant, at=now)
    invoice = bare_invoice(client_company, own_company, 1, 100_00)
    assert match_payments(by=head, at=now) == 1
    payment = Payment.objects.get()
    assert (payment.company, payment.reason) == (client_company, "number_and_inn")
    assert (payment.allocated_minor, payment.left_minor) == (100_00, 50_00)
    invoice.refresh_from_db()
    assert (invoice.paid_minor, invoice.paid_on) == (100_00, date(2026, 10, 9))
    entry = Entry.objects.get(kind="payments.payment_received")
    assert (entry.by, entry.company) == (head, client_company)


def test_of_one_statement_only(own_company, client_company, accountant, now) -> None:
    for number in ("1", "2"):
        document = received(own_company, 100_00, f"счет {number}", payer=client_company, number=number)
        load_statement(data=a_file(own_company, [document]), file_name=f"{number}.txt", by=accountant, at=now)
    for number in (1, 2):
        bare_invoice(client_company, own_company, number, 100_00)
    first = BankStatement.objects.order_by("pk")[0]
    assert match_payments(statement=first, by=accountant, at=now) == 1
    assert dict(Payment.objects.values_list("number", "status")) == {"1": "matched", "2": "unclear"}


def test_a_later_payment_does_not_pay_what_an_earlier_one_has_paid(
    own_company, client_company, accountant, now
) -> None:
    documents = [
        received(own_company, 100_00, "счет 1", payer=client_company, number=number) for number in ("1", "2")
    ]
    load_statement(data=a_file(own_company, documents), file_name="a.txt", by=accountant, at=now)
    invoice = bare_invoice(client_company, own_company, 1, 100_00)
    assert match_payments(by=accountant, at=now) == 1
    invoice.refresh_from_db()
    assert invoice.paid_minor == 100_00
    assert dict(Payment.objects.values_list("number", "status")) == {"1": "matched", "2": "unclear"}


@pytest.mark.parametrize("who", ["closer", "account_manager", "assistant", "engineer"])
def test_who_keeps_no_books_matches_nothing(who, now, request) -> None:
    with pytest.raises(Forbidden):
        match_payments(by=request.getfixturevalue(who), at=now)


def test_a_paid_invoice_has_its_day_in_the_database_too(own_company, client_company) -> None:
    bare_invoice(client_company, own_company, 1, 100_00)
    with pytest.raises(IntegrityError, match="invoice_paid_has_date"), transaction.atomic():
        Invoice.objects.update(paid_minor=100_00)
