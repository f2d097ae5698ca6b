"""T1: who will be away, when, and who answers meanwhile."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.people.models import Absence, Employee
from okno.team.people.standins import substitute_of
from okno.team.people.tests.test_absences import FIRST, LAST, away

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)


def test_a_ring_is_refused(closer, other_closer, head, now):
    away(closer, other_closer, now)
    with pytest.raises(Invalid) as ring:
        away(other_closer, closer, now, LAST, LAST + 7 * DAY)
    assert list(ring.value.fields) == ["substitute"]
    away(other_closer, head, now, LAST, LAST + 7 * DAY)
    with pytest.raises(Invalid):
        away(head, closer, now, LAST, LAST)
    # On other days there is no ring.
    away(head, closer, now, LAST + DAY, LAST + 2 * DAY)


def test_two_absences_of_one_person_have_no_day_in_common(closer, other_closer, now):
    away(closer, other_closer, now)
    for first, last in ((FIRST, LAST), (LAST, LAST + DAY), (FIRST - DAY, FIRST), (FIRST - DAY, LAST + DAY)):
        with pytest.raises(Invalid) as overlap:
            away(closer, other_closer, now, first, last)
        assert list(overlap.value.fields) == ["starts_on"]
    away(closer, other_closer, now, LAST + DAY, LAST + DAY)


def test_who_is_away_all_that_time_is_not_chosen_and_another_is_named(
    closer, other_closer, head, assistant, now
):
    away(other_closer, head, now, FIRST - DAY, LAST + DAY)
    with pytest.raises(Invalid) as whole:
        away(closer, other_closer, now)
    assert head.name in whole.value.fields["substitute"]
    # Away for a part of it he answers on the other days, and his own substitute meanwhile.
    away(closer, other_closer, now, FIRST - 3 * DAY, LAST)
    assert substitute_of(closer, FIRST - 3 * DAY) == other_closer and substitute_of(closer, FIRST) == head


def test_a_substitute_works_here_and_is_another(closer, other_closer, now):
    with pytest.raises(Invalid):
        away(closer, closer, now)
    Employee.objects.filter(pk=other_closer.pk).update(left_on=date(2026, 9, 30))
    with pytest.raises(Invalid) as gone:
        away(closer, other_closer, now)
    assert list(gone.value.fields) == ["substitute"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "holiday"}, "kind"),
        ({"last": FIRST - DAY}, "ends_on"),
        ({"last": FIRST + timedelta(days=1200)}, "ends_on"),
        ({"first": date(2020, 1, 1)}, "starts_on"),
        ({"first": date(2026, 10, 11)}, "starts_on"),
    ],
)
def test_what_cannot_be_taken(closer, other_closer, now, wrong, field):
    with pytest.raises(Invalid) as invalid:
        away(closer, other_closer, now, **wrong)
    assert list(invalid.value.fields) == [field]


def test_only_a_head_gives_more_than_the_year_has(closer, other_closer, head, now):
    # 1 – 28 November: 28 days, less the holiday of 4 November: 27.
    away(closer, other_closer, now, date(2026, 11, 1), date(2026, 11, 28), kind="vacation")
    with pytest.raises(Invalid) as beyond:
        away(closer, other_closer, now, date(2026, 12, 7), date(2026, 12, 8), kind="vacation")
    assert list(beyond.value.fields) == ["ends_on"] and "2026" in beyond.value.fields["ends_on"]
    away(closer, other_closer, now, date(2026, 12, 7), date(2026, 12, 7), kind="vacation")
    away(closer, other_closer, now, date(2026, 12, 14), date(2026, 12, 15), kind="trip")
    away(closer, other_closer, now, date(2026, 12, 21), date(2026, 12, 22), kind="vacation", by=head)


def test_the_journal_says_who_announced_whom(closer, other_closer, head, now):
    absence = away(closer, other_closer, now, by=head, in_emergency=" By phone ")
    assert (absence.announced_by, absence.announced_at, absence.in_emergency) == (head, now, "By phone")
    entry = Entry.objects.get(kind="people.absence_announced")
    assert (entry.by, entry.data["name"], entry.data["substitute"]) == (head, closer.name, other_closer.name)
    assert (entry.data["starts_on"], entry.data["ends_on"]) == ("2026-10-19", "2026-10-25")


def test_a_colleagues_absence_is_not_ones_to_announce(closer, other_closer, now):
    with pytest.raises(Forbidden):
        away(closer, other_closer, now, by=other_closer)
    assert not Absence.objects.exists()


def test_it_does_not_end_before_it_begins(closer, other_closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Choose an end after the start\.$"):
        away(closer, other_closer, now, LAST, FIRST)


def test_who_has_left_is_away_no_more(closer, other_closer, head, now):
    Employee.objects.filter(pk=closer.pk).update(left_on=date(2026, 9, 30))
    closer.refresh_from_db()
    with pytest.raises(Invalid) as invalid:
        away(closer, other_closer, now, by=head)
    assert list(invalid.value.fields) == ["employee"]
