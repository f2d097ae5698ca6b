"""A contract is signed while its deal is being lost, on both engines: one of the two, never half of each."""

import pytest

from okno.deliver.contracts.tests.cast import a_draft_contract
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.models import Hold
from okno.records.resources.tests.racing import race_processes, shared_base

pytestmark = pytest.mark.both_engines


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_held", [True, False])
@pytest.mark.parametrize("_again", range(3))
def test_a_deal_is_won_or_lost(_again, is_held, tmp_path, now, head):
    contract = a_draft_contract(at=now)
    if not is_held:
        for hold in Hold.objects.all():
            free_hold(hold=hold, by=head, at=now)
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, "okno.deliver.contracts.tests.knock", (head.pk, contract.pk), (head.pk, 0))
        assert "done" in said and set(said) <= {"done", "Conflict", "Refused"}, said
        ((status,),), ((signed,),) = (
            ask("SELECT status FROM deals_deal"),
            ask("SELECT status FROM contracts_contract"),
        )
        assert (status, signed) in {("won", "signed"), ("lost", "draft")}, said
        orders = ask("SELECT count(*) FROM delivery_order")[0][0]
        assert orders == (1 if status == "won" else 0)
        assert ask("SELECT count(*) FROM deals_stagevisit WHERE left_at IS NULL") == [(0,)]
