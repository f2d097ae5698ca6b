"""T1: an absence that will not be; what has begun is shortened instead."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.team.people.actions.withdraw_absence import withdraw_absence
from okno.team.people.models import Absence
from okno.team.people.standins import substitute_of
from okno.team.people.tests.test_absences import FIRST, away

pytestmark = pytest.mark.both_engines


def test_what_is_withdrawn_was_never(closer, other_closer, now):
    absence = away(closer, other_closer, now)
    withdraw_absence(absence=absence, by=closer, at=now)
    assert substitute_of(closer, FIRST) == closer
    with pytest.raises(Conflict):
        withdraw_absence(absence=absence, by=closer, at=now)
    away(closer, other_closer, now)


def test_the_journal_says_who_withdrew_it(closer, other_closer, head, now):
    absence = away(closer, other_closer, now)
    withdraw_absence(absence=absence, by=head, at=now)
    absence.refresh_from_db()
    assert absence.withdrawn_at == now
    entry = Entry.objects.get(kind="people.absence_withdrawn")
    assert (entry.by, entry.data["name"], entry.data["starts_on"]) == (head, closer.name, "2026-10-19")


def test_a_colleague_withdraws_nothing(closer, other_closer, now):
    absence = away(closer, other_closer, now)
    with pytest.raises(Forbidden):
        withdraw_absence(absence=absence, by=other_closer, at=now)
    assert Absence.objects.get().withdrawn_at is None


def test_on_its_first_day_it_may_be_withdrawn_and_the_day_after_it_has_begun(closer, other_closer, now):
    absence = away(closer, other_closer, now)
    second_day = now + timedelta(days=8)
    sentence = r"^It has already started\. End it early instead\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        withdraw_absence(absence=absence, by=closer, at=second_day)
    withdraw_absence(absence=absence, by=closer, at=second_day - timedelta(days=1))


def test_of_two_who_withdraw_it_one_does(closer, other_closer, head, now):
    absence = away(closer, other_closer, now)
    seen_by_head = Absence.objects.get(pk=absence.pk)
    withdraw_absence(absence=absence, by=closer, at=now)
    with override("en"), pytest.raises(Conflict, match=r"^This time off is already cancelled\.$"):
        withdraw_absence(absence=seen_by_head, by=head, at=now)
    assert Entry.objects.filter(kind="people.absence_withdrawn").count() == 1
