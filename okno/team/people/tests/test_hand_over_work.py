"""C5a: all that a colleague holds goes to another while they stay; each room hands over its own."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.people.actions.hand_over_work import hand_over_work
from okno.team.people.models import Employee

pytestmark = pytest.mark.django_db


def test_the_journal_says_who_gave_whose_work_to_whom_and_they_stay(closer, other_closer, head, now):
    hand_over_work(employee=closer, successor=other_closer, reason=" A long  trip ", by=head, at=now)
    closer.refresh_from_db()
    assert (closer.left_on, closer.takes_leads) == (None, True)
    entry = Entry.objects.get(kind="people.work_handed_over")
    assert (entry.by, entry.data["name"], entry.data["successor"]) == (head, closer.name, other_closer.name)
    assert (entry.data["successor_id"], entry.data["reason"]) == (other_closer.pk, "A long trip")


def test_only_heads_hand_over_anothers_work(closer, other_closer, now):
    for by in (closer, other_closer):
        with pytest.raises(Forbidden):
            hand_over_work(employee=closer, successor=other_closer, by=by, at=now)
    assert not Entry.objects.filter(kind="people.work_handed_over").exists()


def test_the_successor_is_another_who_works_here(closer, other_closer, head, now):
    with (
        override("en"),
        pytest.raises(Invalid, match=r"^Choose a colleague; people cannot hand over to themselves\.$"),
    ):
        hand_over_work(employee=closer, successor=closer, by=head, at=now)
    Employee.objects.filter(pk=other_closer.pk).update(left_on=date(2026, 10, 1))
    other_closer.refresh_from_db()
    with pytest.raises(Invalid) as invalid:
        hand_over_work(employee=closer, successor=other_closer, by=head, at=now)
    assert list(invalid.value.fields) == ["successor"]


def test_permission_comes_before_whether_the_successor_will_do(closer, now):
    with pytest.raises(Forbidden):
        hand_over_work(employee=closer, successor=closer, by=closer, at=now)
