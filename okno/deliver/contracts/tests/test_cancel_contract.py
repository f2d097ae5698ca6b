"""A contract that was not signed is given up with a reason; a signed one is not."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.deliver.contracts.actions.cancel_contract import cancel_contract
from okno.deliver.contracts.actions.sign_contract import sign_contract
from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.tests.cast import a_draft_contract, a_signed_contract
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_a_signed_contract_is_not_given_up(now):
    contract = a_signed_contract(at=now)
    with pytest.raises(Conflict):
        cancel_contract(contract=contract, reason="Changed their mind", by=contract.deal.owner, at=now)


@pytest.fixture
def contract(now):
    return a_draft_contract(at=now)


def test_it_is_cancelled_its_quote_stays_and_the_journal_says_by_whom(contract, now, head):
    cancel_contract(contract=contract, reason=" Another form ", by=head, at=now)
    contract.refresh_from_db()
    assert (contract.status, contract.quote.status) == ("cancelled", "accepted")
    entry = Entry.objects.get(kind="contracts.contract_cancelled")
    assert (entry.by, entry.company) == (head, contract.company)
    assert (entry.data["number"], entry.data["reason"]) == ("2026-000001", "Another form")


@pytest.mark.parametrize("role", ["accountant", "engineer", "qualifier", "marketer", "project_manager"])
def test_only_those_who_sell_give_up(contract, now, role, request):
    with pytest.raises(Forbidden):
        cancel_contract(contract=contract, reason="No", by=request.getfixturevalue(role), at=now)
    assert Contract.objects.get().status == "draft"


def test_it_says_why(contract, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter why the contract is cancelled\.$"):
        cancel_contract(contract=contract, reason="  ", by=contract.deal.owner, at=now)
    assert Contract.objects.get().status == "draft"


def test_who_signs_first_has_the_contract(contract, now, head):
    seen_by_head = Contract.objects.get()
    sign_contract(contract=contract, signed_on=date(2026, 10, 12), by=contract.deal.owner, at=now)
    with pytest.raises(Conflict):
        cancel_contract(contract=seen_by_head, reason="No", by=head, at=now)
    assert Contract.objects.get().status == "signed"


def test_a_signed_contract_has_its_day_in_the_database_too(contract):
    with pytest.raises(IntegrityError, match="contract_signed_has_date"), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(status="signed")
