"""The signing opens an order with a chain of steps for each line; one for a contract."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.deliver.contracts.tests.cast import a_draft_contract
from okno.deliver.delivery.actions.open_order import open_order
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.tests.cast import an_order
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.records.catalog.tests.cast import a_configuration

pytestmark = pytest.mark.django_db


def test_an_order_opens_with_the_signing(now):
    order = an_order(at=now)
    assert (order.status, order.promised_on) == ("waiting", None)
    kinds = list(order.steps.values_list("kind", "role"))
    assert kinds == [
        ("prepare", "engineer"),
        ("connect", "engineer"),
        ("check", "engineer"),
        ("hand_over", "account_manager"),
    ]


def test_each_line_has_a_chain_of_its_own_and_the_hand_over_waits_for_all(now):
    large, small = a_configuration(code="large"), a_configuration(code="small")
    order = an_order(at=now, lines=[{"configuration": large}, {"configuration": small}])
    steps = list(order.steps.all())
    assert [step.kind for step in steps] == ["prepare", "connect", "check"] * 2 + ["hand_over"]
    assert [step.pk for step in steps if step.is_next] == [steps[0].pk, steps[3].pk]
    assert set(steps[6].after.all()) == {steps[2], steps[5]}


def test_one_contract_has_one_order(now):
    order = an_order(at=now)
    with pytest.raises(Conflict):
        open_order(contract=order.contract, by=order.contract.signed_by, at=now)


def test_the_journal_says_who_signed_it_into_being(now):
    order = an_order(at=now)
    entry = Entry.objects.get(kind="delivery.order_opened")
    assert (entry.by, entry.company) == (order.contract.signed_by, order.company)
    assert entry.data["number"] == "2026-000001"
    assert order.opened_at == now


def test_an_unsigned_contract_delivers_nothing(now, head):
    contract = a_draft_contract(at=now)
    sentence = r"^Contract 2026-000001 is not signed, so there is nothing to deliver\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        open_order(contract=contract, by=head, at=now)
    assert not Order.objects.exists()


def test_no_machine_and_no_visitor_opens_one(now):
    contract = a_draft_contract(at=now)
    for other in (CLOCK, VISITOR):
        with pytest.raises(Forbidden):
            open_order(contract=contract, by=other, at=now)


@pytest.mark.both_engines
def test_a_step_that_is_done_has_who_did_it_in_the_database_too(now):
    order = an_order(at=now)
    with pytest.raises(IntegrityError, match="order_step_done_has_person"), transaction.atomic():
        order.steps.update(done_at=now)
