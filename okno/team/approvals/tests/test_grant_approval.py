"""An approval is granted by those who were asked, until a date, and only one of two decides."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.approvals.actions.decline_approval import decline_approval
from okno.team.approvals.actions.grant_approval import grant_approval
from okno.team.approvals.models import Approval
from okno.team.approvals.tests.test_approvals import ask, use

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)


def test_it_holds_for_14_days_its_last_moment_included(client_company, closer, head, now):
    grant_approval(approval=ask(client_company, closer, now), by=head, at=now)
    assert use(client_company, now + 14 * DAY + timedelta(seconds=1)) is None
    assert use(client_company, now + 14 * DAY) is not None


def test_only_the_roles_asked_decide_and_nobody_himself_but_the_owner(
    client_company, closer, head, owner, accountant, now
):
    by_closer, by_head = ask(client_company, closer, now), ask(client_company, head, now, "f2")
    for who in (closer, accountant, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            grant_approval(approval=by_closer, by=who, at=now)
    with pytest.raises(Forbidden):
        grant_approval(approval=by_head, by=head, at=now)
    with pytest.raises(Forbidden):
        decline_approval(approval=by_head, comment="no", by=head, at=now)
    own = ask(client_company, owner, now, "f3")
    assert grant_approval(approval=own, by=owner, at=now).status == "granted"
    assert grant_approval(approval=by_head, by=owner, at=now).status == "granted"


def test_of_two_who_decide_at_once_one_wins(client_company, closer, head, owner, now):
    seen_by_head = ask(client_company, closer, now)
    seen_by_owner = Approval.objects.get(pk=seen_by_head.pk)
    decline_approval(approval=seen_by_head, comment="too low", by=head, at=now)
    with pytest.raises(Conflict):
        grant_approval(approval=seen_by_owner, by=owner, at=now)
    seen_by_owner.refresh_from_db()
    assert (seen_by_owner.status, seen_by_owner.decided_by) == ("declined", head)


def test_it_is_written_down_who_let_it_and_with_what_comment(client_company, closer, head, now):
    approval = grant_approval(approval=ask(client_company, closer, now), comment=" once ", by=head, at=now)
    approval.refresh_from_db()
    assert (approval.status, approval.decided_by, approval.decided_at) == ("granted", head, now)
    assert approval.expires_at == now + 14 * DAY
    entry = Entry.objects.get(kind="approvals.approval_granted")
    assert (entry.by, entry.company, entry.data["comment"]) == (head, client_company, "once")


def test_it_holds_until_a_later_moment(client_company, closer, head, now):
    approval = ask(client_company, closer, now)
    with (
        override("en"),
        pytest.raises(Invalid, match=r"^Choose a later expiry time\.$") as invalid,
    ):
        grant_approval(approval=approval, expires_at=now, by=head, at=now)
    assert list(invalid.value.fields) == ["expires_at"]
    second = timedelta(seconds=1)
    grant_approval(approval=approval, expires_at=now + second, by=head, at=now)
    assert approval.expires_at == now + second
