"""An approval is declined with the reason, by those who were asked."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.approvals.actions.decline_approval import decline_approval
from okno.team.approvals.actions.grant_approval import grant_approval
from okno.team.approvals.models import Approval
from okno.team.approvals.tests.test_approvals import ask

pytestmark = pytest.mark.both_engines


def test_exactly_this_is_asked_once_at_a_time(client_company, closer, head, now):
    approval = ask(client_company, closer, now)
    with pytest.raises(Conflict):
        ask(client_company, closer, now)
    decline_approval(approval=approval, comment="too low", by=head, at=now)
    assert ask(client_company, closer, now).status == "requested"


def test_it_is_written_down_who_declined_and_why(client_company, closer, head, now):
    approval = decline_approval(
        approval=ask(client_company, closer, now), comment=" Too low ", by=head, at=now
    )
    approval.refresh_from_db()
    assert (approval.status, approval.decided_by, approval.decided_at) == ("declined", head, now)
    entry = Entry.objects.get(kind="approvals.approval_declined")
    assert (entry.by, entry.company, entry.data["comment"]) == (head, client_company, "Too low")


def test_who_was_not_asked_declines_nothing(client_company, closer, accountant, now):
    approval = ask(client_company, closer, now)
    for other in (closer, accountant):
        with pytest.raises(Forbidden):
            decline_approval(approval=approval, comment="No", by=other, at=now)
    approval.refresh_from_db()
    assert approval.status == "requested"


def test_it_says_why(client_company, closer, head, now):
    approval = ask(client_company, closer, now)
    with (
        override("en"),
        pytest.raises(
            Invalid, match=r"^Enter why you decline, so that a better request can follow\.$"
        ) as invalid,
    ):
        decline_approval(approval=approval, comment=" ", by=head, at=now)
    assert list(invalid.value.fields) == ["comment"]


def test_what_was_granted_meanwhile_is_not_declined(client_company, closer, head, owner, now):
    seen_by_head = ask(client_company, closer, now)
    grant_approval(approval=Approval.objects.get(), by=owner, at=now)
    with pytest.raises(Conflict):
        decline_approval(approval=seen_by_head, comment="No", by=head, at=now)
    assert Approval.objects.get().status == "granted"
