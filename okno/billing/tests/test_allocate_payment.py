"""B4: a person decides where a rule cannot, and never more than is owed or was paid."""

from datetime import date

import pytest

from okno.billing.actions.allocate_payment import allocate_payment
from okno.billing.actions.apply_credit import apply_credit
from okno.billing.actions.ignore_payment import ignore_payment
from okno.billing.actions.load_statement import load_statement
from okno.billing.actions.match_payments import match_payments
from okno.billing.actions.reconsider_payment import reconsider_payment
from okno.billing.models import Allocation, Invoice, Payment
from okno.billing.tests.bank import a_file, bare_invoice, received, spent
from okno.clients.models import BankAccount, Company
from okno.journal.models import Entry
from okno.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def payment(own_company, accountant, now) -> Payment:
    """600.00 from a payer whom nobody knows, for nothing in particular."""
    data = a_file(own_company, [received(own_company, 600_00, "За услуги")])
    load_statement(data=data, file_name="kl_to_1c.txt", by=accountant, at=now)
    return Payment.objects.get()


def test_one_payment_closes_three_invoices_and_the_rest_is_credit(
    payment, own_company, client_company, accountant, now
) -> None:
    invoices = [bare_invoice(client_company, own_company, number, 190_00) for number in (1, 2, 3)]
    allocate_payment(
        payment=payment,
        company=client_company,
        allocations=[(invoice, 190_00) for invoice in invoices],
        by=accountant,
        at=now,
    )
    payment.refresh_from_db()
    assert (payment.status, payment.company, payment.reason) == ("matched", client_company, "by_hand")
    assert (payment.allocated_minor, payment.left_minor) == (570_00, 30_00)
    assert list(Invoice.objects.values_list("paid_minor", "paid_on")) == [(190_00, date(2026, 10, 9))] * 3
    assert Entry.objects.filter(kind="billing.payment_received", to_client=True, by=accountant).count() == 1
    later = bare_invoice(client_company, own_company, 4, 100_00)
    assert apply_credit(company=client_company, by=accountant, at=now) == 30_00
    later.refresh_from_db()
    assert later.left_minor == 70_00


def test_money_without_an_invoice_is_the_clients_credit(
    payment, own_company, client_company, accountant, now
) -> None:
    allocate_payment(payment=payment, company=client_company, by=accountant, at=now)
    payment.refresh_from_db()
    assert (payment.status, payment.left_minor) == ("matched", 600_00)
    invoice = bare_invoice(client_company, own_company, 1, 200_00)
    allocate_payment(
        payment=payment, company=client_company, allocations=[(invoice, 200_00)], by=accountant, at=now
    )
    invoice.refresh_from_db()
    assert invoice.left_minor == 0
    assert Entry.objects.filter(kind="billing.payment_received").count() == 1


def test_never_more_than_owed_or_paid_nor_anothers(
    payment, own_company, client_company, accountant, now
) -> None:
    other = Company.objects.create(name="Лотос", inn="9600000019", created_at=now)
    ours_too = Company.objects.create(
        name="Вторая", is_own=True, inn="9600000026", vat_regime="none", created_at=now
    )
    invoice = bare_invoice(client_company, own_company, 1, 500_00)
    big = bare_invoice(client_company, own_company, 2, 900_00)
    theirs = bare_invoice(other, own_company, 3, 500_00)
    elsewhere = bare_invoice(client_company, ours_too, 4, 500_00)
    wrong = [
        [(invoice, 500_01)],
        [(invoice, 500_00), (big, 100_01)],
        [(invoice, 100_00), (invoice, 100_00)],
        [(invoice, 0)],
        [(invoice, -100)],
        [(theirs, 100_00)],
        [(elsewhere, 100_00)],
    ]
    for allocations in wrong:
        with pytest.raises(Invalid) as said:
            allocate_payment(
                payment=payment, company=client_company, allocations=allocations, by=accountant, at=now
            )
        assert "allocations" in said.value.fields
    with pytest.raises(Invalid):
        allocate_payment(payment=payment, company=own_company, by=accountant, at=now)
    payment.refresh_from_db()
    assert (payment.status, Allocation.objects.count()) == ("unclear", 0)


def test_a_clients_payment_does_not_become_anothers(payment, client_company, accountant, now) -> None:
    other = Company.objects.create(name="Лотос", inn="9600000019", created_at=now)
    allocate_payment(payment=payment, company=client_company, by=accountant, at=now)
    with pytest.raises(Conflict):
        allocate_payment(payment=payment, company=other, by=accountant, at=now)
    with pytest.raises(Invalid):
        allocate_payment(payment=payment, company=client_company, by=accountant, at=now)


def test_what_we_spent_is_for_no_invoice(own_company, client_company, accountant, now) -> None:
    data = a_file(own_company, [spent(own_company, 100_00, "Аренда", client_company)])
    load_statement(data=data, file_name="kl_to_1c.txt", by=accountant, at=now)
    payment = Payment.objects.get()
    with pytest.raises(Invalid):
        allocate_payment(payment=payment, company=client_company, by=accountant, at=now)
    with pytest.raises(Invalid):
        reconsider_payment(payment=payment, by=accountant, at=now)


def test_nothing_is_learnt_from_a_decision(payment, client_company, own_company, accountant, now) -> None:
    allocate_payment(payment=payment, company=client_company, by=accountant, at=now)
    assert BankAccount.objects.filter(company=client_company).count() == 0
    data = a_file(own_company, [received(own_company, 600_00, "За услуги", number="2")])
    load_statement(data=data, file_name="kl_to_1c.txt", by=accountant, at=now)
    assert Payment.objects.get(number="2").status == "unclear"


def test_a_payment_is_set_aside_with_a_reason_and_taken_up_again(
    payment, client_company, accountant, now
) -> None:
    with pytest.raises(Invalid):
        ignore_payment(payment=payment, reason="  ", by=accountant, at=now)
    ignore_payment(payment=payment, reason="Возврат займа", by=accountant, at=now)
    payment.refresh_from_db()
    assert (payment.status, payment.note) == ("ignored", "Возврат займа")
    with pytest.raises(Conflict):
        allocate_payment(payment=payment, company=client_company, by=accountant, at=now)
    with pytest.raises(Conflict):
        ignore_payment(payment=payment, reason="Ещё раз", by=accountant, at=now)
    reconsider_payment(payment=payment, by=accountant, at=now)
    payment.refresh_from_db()
    assert (payment.status, payment.note) == ("unclear", "")


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


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("accountant", True),
        ("head", True),
        ("owner", True),
        ("closer", False),
        ("account_manager", False),
        ("assistant", False),
        ("engineer", False),
    ],
)
def test_who_may_decide(payment, client_company, now, request, who: str, may: bool) -> None:
    by = request.getfixturevalue(who)
    acts = [
        lambda: ignore_payment(payment=payment, reason="Заём", by=by, at=now),
        lambda: reconsider_payment(payment=payment, by=by, at=now),
        lambda: allocate_payment(payment=payment, company=client_company, by=by, at=now),
    ]
    for act in acts:
        if may:
            act()
            continue
        with pytest.raises(Forbidden):
            act()


def test_the_clock_decides_nothing(payment, client_company, now) -> None:
    with pytest.raises(Forbidden):
        allocate_payment(payment=payment, company=client_company, by=None, at=now)
