"""Who stands above whom: no ring, and above a head only the owner puts another."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.people.actions.set_head import set_head

pytestmark = pytest.mark.django_db


def test_who_stands_above_whom(closer, other_closer, head, owner, now):
    set_head(employee=closer, head=head, by=head, at=now)
    set_head(employee=head, head=owner, by=owner, at=now)
    for wrong in (closer, head, owner):
        with pytest.raises(Invalid) as ring:
            set_head(employee=owner, head=wrong, by=owner, at=now)
        assert list(ring.value.fields) == ["head"]
    with pytest.raises(Forbidden):
        set_head(employee=other_closer, head=closer, by=closer, at=now)
    with pytest.raises(Forbidden):
        set_head(employee=owner, head=None, by=head, at=now)
    set_head(employee=closer, head=None, by=head, at=now)
    closer.refresh_from_db()
    assert closer.head is None
    assert Entry.objects.filter(kind="people.head_set").count() == 3


def test_the_journal_says_who_put_whom_above(closer, head, owner, now):
    set_head(employee=closer, head=head, by=owner, at=now)
    closer.refresh_from_db()
    assert closer.head == head
    entry = Entry.objects.get(kind="people.head_set")
    assert (entry.by, entry.data["name"]) == (owner, closer.name)
    assert (entry.data["head"], entry.data["before"]) == (head.name, "—")


def test_the_same_head_again_is_no_event(closer, head, now):
    for _twice in range(2):
        set_head(employee=closer, head=head, by=head, at=now)
    assert Entry.objects.filter(kind="people.head_set").count() == 1


def test_who_has_left_leads_nobody(closer, head, owner, now):
    head.left_on = date(2026, 10, 1)
    head.save()
    sentence = r"^Grigory Headov no longer works here\. Choose someone else\.$"
    with override("en"), pytest.raises(Invalid, match=sentence):
        set_head(employee=closer, head=head, by=owner, at=now)
    closer.refresh_from_db()
    assert closer.head is None
