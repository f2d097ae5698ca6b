"""B4: what a client has paid already goes to what they owe, never to a first invoice."""

from datetime import date

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden
from okno.money.invoicing.models import Invoice
from okno.money.invoicing.tests.cast import a_signed_contract, first_invoice_of
from okno.money.payments.actions.apply_credit import apply_credit
from okno.money.payments.models import Allocation
from okno.money.payments.tests.bank import bare_invoice
from okno.money.payments.tests.cast import a_payment
from okno.records.clients.models import BankAccount, Company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
MONDAY = date(2026, 10, 12)


def paid_before(company, seller, amount_minor):
    """Money of the client that came on 9 October and is for no invoice yet."""
    return a_payment(company=company, amount_minor=amount_minor, paid_on=date(2026, 10, 9), seller=seller)


def test_a_first_invoice_is_never_paid_from_credit(own_company, accountant, now) -> None:
    """It asks for the money that an order waits for: 20,000.00 and 22 % on top, nothing of it from credit."""
    contract = a_signed_contract(at=now)
    client = contract.company
    paid_before(client, own_company, 30_000_00)
    first, monthly = first_invoice_of(contract), bare_invoice(client, own_company, 900, 1_000_00)
    assert apply_credit(company=client, by=accountant, at=now) == 1_000_00
    first.refresh_from_db()
    monthly.refresh_from_db()
    assert (first.gross_minor, first.paid_minor, first.paid_on) == (24_400_00, 0, None)
    assert (monthly.paid_minor, monthly.paid_on) == (1_000_00, MONDAY)


def test_the_invoice_due_first_is_paid_first(own_company, client_company, accountant, now) -> None:
    later = bare_invoice(client_company, own_company, 1, 500_00, due_on=date(2026, 10, 20))
    sooner = bare_invoice(client_company, own_company, 2, 300_00, due_on=date(2026, 10, 15))
    paid_before(client_company, own_company, 400_00)
    assert apply_credit(company=client_company, by=accountant, at=now) == 400_00
    later.refresh_from_db()
    sooner.refresh_from_db()
    assert (sooner.paid_minor, later.paid_minor) == (300_00, 100_00)


def test_credit_counts_as_paid_on_the_day_it_is_applied(own_company, client_company, accountant, now) -> None:
    """The money came on 9 October; applied on the 12th, it changes no figure of the days before."""
    invoice = bare_invoice(client_company, own_company, 1, 400_00)
    paid_before(client_company, own_company, 400_00)
    apply_credit(company=client_company, by=accountant, at=now)
    invoice.refresh_from_db()
    assert (invoice.paid_on, Allocation.objects.get().on) == (MONDAY, MONDAY)
    assert Entry.objects.filter(kind="invoicing.invoice_paid", company=client_company).count() == 1


def test_credit_with_one_seller_pays_no_invoice_of_another(
    own_company, client_company, accountant, now
) -> None:
    ours_too = Company.objects.create(
        name="Вторая", is_own=True, inn="9600000026", vat_regime="none", created_at=now
    )
    account = BankAccount.objects.create(company=ours_too, account="4" * 20, bik="044525225")
    bare_invoice(client_company, ours_too, 1, 400_00)
    paid_before(client_company, own_company, 400_00)
    assert apply_credit(company=client_company, by=accountant, at=now) == 0
    paid_before(client_company, ours_too, 150_00)
    assert account.company == ours_too
    assert apply_credit(company=client_company, by=accountant, at=now) == 150_00


def test_an_advance_is_no_credit_before_its_services_run(own_company, accountant, now) -> None:
    contract = a_signed_contract(at=now)
    Invoice.objects.update(paid_minor=24_400_00, paid_on=MONDAY)
    invoice = bare_invoice(contract.company, own_company, 900, 1_000_00)
    assert apply_credit(company=contract.company, by=accountant, at=now) == 0
    invoice.refresh_from_db()
    assert invoice.paid_minor == 0


@pytest.mark.parametrize("role", ["closer", "engineer", "marketer", "account_manager"])
def test_who_keeps_no_books_applies_no_credit(client_company, now, role, request) -> None:
    with pytest.raises(Forbidden):
        apply_credit(company=client_company, by=request.getfixturevalue(role), at=now)
