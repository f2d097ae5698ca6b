"""A yes is asked for with a reason, by a person, and waits for others to answer."""

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.approvals.models import Approval
from okno.team.approvals.tests.test_approvals import ask

pytestmark = pytest.mark.django_db


def test_it_waits_for_those_who_decide_and_is_in_the_clients_journal(client_company, closer, head, now):
    approval = ask(client_company, closer, now)
    assert (approval.status, approval.requested_by, approval.requested_at) == ("requested", closer, now)
    entry = Entry.objects.get(kind="approvals.approval_requested")
    assert (entry.company, entry.data["reason"]) == (client_company, "The client as a whole pays well")
    assert list(Approval.objects.waiting_for(head)) == [approval]


def test_the_clock_asks_for_nothing(client_company, now):
    with pytest.raises(Forbidden):
        ask(client_company, CLOCK, now)
    assert not Approval.objects.exists()


def test_it_is_asked_with_a_reason(client_company, closer, now):
    with pytest.raises(Invalid) as invalid:
        ask(client_company, closer, now, reason="  ")
    assert "reason" in invalid.value.fields


def test_the_same_is_asked_once(client_company, closer, now):
    ask(client_company, closer, now)
    with pytest.raises(Conflict):
        ask(client_company, closer, now)
    ask(client_company, closer, now, fingerprint="f2")
    assert Approval.objects.count() == 2


def test_nobodys_own_request_waits_for_them_but_the_owners(client_company, head, owner, now):
    of_head = ask(client_company, head, now)
    assert list(Approval.objects.waiting_for(head)) == []
    of_owner = ask(client_company, owner, now, fingerprint="f2")
    assert set(Approval.objects.waiting_for(owner)) == {of_head, of_owner}
