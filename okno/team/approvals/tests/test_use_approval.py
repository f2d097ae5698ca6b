"""An approval serves once, for exactly what was shown."""

from datetime import timedelta

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import VISITOR
from okno.ground.kernel.errors import Conflict
from okno.team.approvals.actions.grant_approval import grant_approval
from okno.team.approvals.actions.use_approval import use_approval
from okno.team.approvals.models import Approval
from okno.team.approvals.tests.test_approvals import ask, use

pytestmark = pytest.mark.both_engines


def test_a_granted_one_serves_once_and_only_what_was_shown(client_company, closer, head, now):
    approval = ask(client_company, closer, now)
    assert use(client_company, now) is None
    grant_approval(approval=approval, comment="once", by=head, at=now)
    assert use(client_company, now, "f2") is None
    assert use(client_company, now).pk == approval.pk
    assert use(client_company, now) is None
    assert Entry.objects.filter(kind__startswith="approvals.").count() == 3


def test_of_two_who_use_at_once_one_wins(client_company, closer, head, now):
    approval = grant_approval(approval=ask(client_company, closer, now), by=head, at=now)
    from okno.ground.kernel.moves import move

    also_seen = Approval.objects.get(pk=approval.pk)
    assert use(client_company, now) is not None
    with pytest.raises(Conflict):
        move(also_seen, Approval.Status.USED, used_at=now)


def test_the_journal_says_who_used_it(client_company, closer, head, now):
    approval = grant_approval(approval=ask(client_company, closer, now), by=head, at=now)
    use_approval(kind="below_floor", subject=client_company, fingerprint="f1", by=closer, at=now)
    approval.refresh_from_db()
    assert (approval.status, approval.used_at) == ("used", now)
    entry = Entry.objects.get(kind="approvals.approval_used")
    assert (entry.by, entry.company) == (closer, client_company)


def test_a_clients_click_uses_what_was_granted(client_company, closer, head, now):
    """Whoever carries out what was approved may: a client accepts the quote below the floor."""
    grant_approval(approval=ask(client_company, closer, now), by=head, at=now)
    of_this = {"kind": "below_floor", "subject": client_company, "fingerprint": "f1"}
    assert use_approval(**of_this, by=VISITOR, at=now) is not None
    assert Entry.objects.get(kind="approvals.approval_used").by is None


def test_of_two_the_one_that_ends_first_is_used(client_company, closer, head, now):
    ends_later = grant_approval(approval=ask(client_company, closer, now), by=head, at=now)
    until = now + DAY
    ends_first = grant_approval(approval=ask(client_company, closer, now), expires_at=until, by=head, at=now)
    assert use(client_company, now) == ends_first
    assert use(client_company, now) == ends_later


DAY = timedelta(days=1)
