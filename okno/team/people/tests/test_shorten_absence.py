"""T1: they came back early; longer is announced anew."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.people.actions.shorten_absence import shorten_absence
from okno.team.people.actions.withdraw_absence import withdraw_absence
from okno.team.people.models import Absence
from okno.team.people.standins import substitute_of
from okno.team.people.tests.test_absences import FIRST, LAST, away

pytestmark = pytest.mark.both_engines


def test_he_came_back_early(closer, other_closer, head, now):
    absence = away(closer, other_closer, now, date(2026, 10, 5), date(2026, 10, 18), by=head)
    with pytest.raises(Conflict):
        withdraw_absence(absence=absence, by=closer, at=now)
    for wrong in (date(2026, 10, 18), date(2026, 10, 4)):
        with pytest.raises(Invalid):
            shorten_absence(absence=absence, ends_on=wrong, by=closer, at=now)
    shorten_absence(absence=absence, ends_on=date(2026, 10, 11), by=closer, at=now)
    assert substitute_of(closer, date(2026, 10, 11)) == other_closer
    assert substitute_of(closer, date(2026, 10, 12)) == closer


@pytest.fixture
def absence(closer, other_closer, now):
    """From Monday 19 to Sunday 25 October."""
    return away(closer, other_closer, now)


def test_the_journal_says_who_shortened_it_from_which_day_to_which(absence, closer, head, now):
    shorten_absence(absence=absence, ends_on=date(2026, 10, 21), by=head, at=now)
    absence.refresh_from_db()
    assert absence.ends_on == date(2026, 10, 21)
    entry = Entry.objects.get(kind="people.absence_shortened")
    assert (entry.by, entry.data["name"]) == (head, closer.name)
    assert (entry.data["before_on"], entry.data["ends_on"]) == ("2026-10-25", "2026-10-21")


def test_a_colleague_shortens_nothing(absence, other_closer, now):
    with pytest.raises(Forbidden):
        shorten_absence(absence=absence, ends_on=FIRST, by=other_closer, at=now)
    assert Absence.objects.get().ends_on == LAST


def test_it_gets_shorter_and_never_vanishes(absence, closer, now):
    for ends_on, sentence in (
        (LAST, r"^This is not earlier\. Add the extra days as separate time off\.$"),
        (date(2026, 10, 18), r"^This ends before it starts\. Cancel the time off instead\.$"),
    ):
        with override("en"), pytest.raises(Invalid, match=sentence):
            shorten_absence(absence=absence, ends_on=ends_on, by=closer, at=now)


def test_who_saw_another_last_day_is_told(absence, closer, head, now):
    seen_by_head = Absence.objects.get(pk=absence.pk)
    shorten_absence(absence=absence, ends_on=date(2026, 10, 21), by=closer, at=now)
    with pytest.raises(Conflict):
        shorten_absence(absence=seen_by_head, ends_on=date(2026, 10, 23), by=head, at=now)
    assert Absence.objects.get().ends_on == date(2026, 10, 21)
