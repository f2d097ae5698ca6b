"""B4: a person decides where a rule cannot, and never more than is owed or was paid."""

from datetime import date

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.money.invoicing.models import Invoice
from okno.money.payments.actions.allocate_payment import allocate_payment
from okno.money.payments.actions.apply_credit import apply_credit
from okno.money.payments.actions.ignore_payment import ignore_payment
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.actions.reconsider_payment import reconsider_payment
from okno.money.payments.models import Allocation, Payment
from okno.money.payments.tests.bank import a_file, bare_invoice, received, spent
from okno.money.payments.tests.cast import a_payment
from okno.records.clients.models import BankAccount, Company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


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
    assert Entry.objects.filter(kind="payments.payment_received", to_client=True, by=accountant).count() == 1
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
    assert Entry.objects.filter(kind="payments.payment_received").count() == 1


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
        allocate_payment(payment=payment, company=client_company, by=CLOCK, at=now)


@pytest.mark.parametrize(
    "booked_on", [[date(2026, 10, 5), date(2026, 11, 2)], [date(2026, 11, 2), date(2026, 10, 5)]]
)
def test_paid_on_the_latest_day_of_the_money(own_company, client_company, accountant, now, booked_on) -> None:
    """The month of an invoice's payment decides whose pay it counts in: November here, in either order."""
    invoice = bare_invoice(client_company, own_company, 1, 500_00)
    for paid_on in booked_on:
        money = a_payment(company=client_company, amount_minor=250_00, paid_on=paid_on, seller=own_company)
        allocate_payment(
            payment=money, company=client_company, allocations=[(invoice, 250_00)], by=accountant, at=now
        )
    invoice.refresh_from_db()
    assert (invoice.paid_minor, invoice.paid_on) == (500_00, date(2026, 11, 2))
