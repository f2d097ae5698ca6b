"""The escalation is set by heads, holds at once, and its rungs rise."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.promises.actions.set_ladder import set_ladder
from okno.team.promises.ladder import reminders_of
from okno.team.promises.models import LadderSettings
from okno.team.promises.tests.test_ladder import heard, on

pytestmark = pytest.mark.both_engines


@pytest.fixture
def manager(closer, account_manager):
    closer.head = account_manager
    closer.save()
    return account_manager


def test_heads_set_the_ladder_and_it_holds_at_once(promise, manager, head, closer, now):
    with pytest.raises(Forbidden):
        set_ladder(remind_days=1, manager_hours=1, head_hours=2, owner_hours=3, by=closer, at=now)
    set_ladder(remind_days=0, manager_hours=1, head_hours=2, owner_hours=3, by=head, at=now)
    assert heard([manager], on(13, 11)) == ["Accountova"]
    assert reminders_of(closer, on(12, 18)) == []
    assert reminders_of(closer, on(13, 9)) == [promise]
    set_ladder(remind_days=0, manager_hours=3, head_hours=4, owner_hours=5, by=head, at=now)
    assert heard([manager], on(13, 11)) == []
    assert LadderSettings.objects.count() == 1


@pytest.mark.parametrize(("manager_hours", "head_hours", "owner_hours"), [(0, 1, 2), (4, 4, 16), (4, 16, 8)])
def test_the_rungs_rise(head, now, manager_hours, head_hours, owner_hours):
    hours = {"manager_hours": manager_hours, "head_hours": head_hours, "owner_hours": owner_hours}
    with pytest.raises(Invalid):
        set_ladder(remind_days=1, **hours, by=head, at=now)
    with pytest.raises(IntegrityError, match="promise_ladder_rises"), transaction.atomic():
        LadderSettings.objects.create(pk=1, remind_days=1, **hours, set_at=now)
    with pytest.raises(IntegrityError, match="promise_ladder_is_one"), transaction.atomic():
        LadderSettings.objects.create(
            pk=2, remind_days=1, manager_hours=1, head_hours=2, owner_hours=3, set_at=now
        )


def test_the_journal_says_who_set_it_to_what(head, now):
    ladder = set_ladder(remind_days=2, manager_hours=3, head_hours=5, owner_hours=9, by=head, at=now)
    assert (ladder.set_by, ladder.set_at) == (head, now)
    entry = Entry.objects.get(kind="promises.ladder_set")
    assert entry.by == head
    hours = [entry.data[name] for name in ("remind_days", "manager_hours", "head_hours", "owner_hours")]
    assert hours == [2, 3, 5, 9]


@pytest.mark.parametrize("remind_days", [-1, 31])
def test_a_reminder_comes_within_a_month(head, now, remind_days):
    hours = {"manager_hours": 1, "head_hours": 2, "owner_hours": 3}
    with override("en"), pytest.raises(Invalid, match=r"^Enter 0 to 30 working days\.$"):
        set_ladder(remind_days=remind_days, **hours, by=head, at=now)
    assert not LadderSettings.objects.exists()
    assert set_ladder(remind_days=30, **hours, by=head, at=now).remind_days == 30
