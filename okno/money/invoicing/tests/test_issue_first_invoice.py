"""K6: a signed contract has one first invoice: one-off charges and a full month in advance."""

from datetime import date

import pytest

from okno.deliver.contracts.tests.cast import a_draft_contract
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.money.invoicing.actions.issue_first_invoice import issue_first_invoice
from okno.money.invoicing.build_invoice import build_invoice
from okno.money.invoicing.models import Invoice
from okno.money.invoicing.tests.cast import a_signed_contract, first_invoice_of

pytestmark = pytest.mark.django_db


def test_it_asks_for_the_one_off_and_a_full_month(now):
    """5,000.00 once and 20,000.00 a month, 22 % on top; 19 October is the fifth working day."""
    contract = a_signed_contract(at=now, lines=[{"monthly_minor": 2_000_000, "one_off_minor": 500_000}])
    invoice = first_invoice_of(contract)
    assert (invoice.net_minor, invoice.vat_minor, invoice.gross_minor) == (2_500_000, 550_000, 3_050_000)
    assert (invoice.advance_minor, invoice.issued_on, invoice.due_on) == (
        2_440_000,
        date(2026, 10, 12),
        date(2026, 10, 19),
    )
    assert list(invoice.lines.values_list("kind", "gross_minor")) == [
        ("one_off", 610_000),
        ("advance", 2_440_000),
    ]
    assert Entry.objects.get(kind="invoicing.invoice_issued").company == contract.company


def test_a_contract_that_is_not_signed_gets_none(accountant, now):
    contract = a_draft_contract(at=now)
    with pytest.raises(Conflict):
        issue_first_invoice(contract=contract, by=accountant, at=now)
    assert not Invoice.objects.exists()


def test_it_is_issued_once(accountant, now):
    contract = a_signed_contract(at=now)
    with pytest.raises(Conflict):
        issue_first_invoice(contract=contract, by=accountant, at=now)
    assert Invoice.objects.count() == 1


@pytest.mark.parametrize("role", ["engineer", "marketer"])
def test_who_signs_nothing_issues_none(now, role, request):
    contract = a_signed_contract(at=now)
    with pytest.raises(Forbidden):
        issue_first_invoice(contract=contract, by=request.getfixturevalue(role), at=now)


def test_an_invoice_of_nothing_is_paid_when_it_is_issued(now):
    """Nobody would ever pay it, and the order that waits for its payment would wait for ever."""
    contract = a_signed_contract(at=now)
    on, kind = local_date(now), Invoice.Kind.MONTHLY
    invoice = build_invoice(contract=contract, kind=kind, lines=[], period=None, by=CONSOLE, at=now, on=on)
    assert (invoice.gross_minor, invoice.paid_on) == (0, on)
    assert Entry.objects.about(invoice).filter(kind="invoicing.invoice_paid").count() == 1
