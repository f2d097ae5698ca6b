"""T1: one is on call at a time, on days that are ahead and on which they are there."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.people.actions.set_duty import set_duty
from okno.team.people.actions.swap_duty import swap_duty
from okno.team.people.models import Duty
from okno.team.people.tests.test_duties import DAY, MONDAY, SUNDAY, on_call

pytestmark = pytest.mark.django_db


def test_one_is_on_call_at_a_time_and_the_last_word_counts(closer, other_closer, head, now):
    assert len(set_duty(employee=closer, starts_on=MONDAY, ends_on=SUNDAY, by=head, at=now)) == 7
    set_duty(employee=other_closer, starts_on=SUNDAY, ends_on=SUNDAY + DAY, by=head, at=now)
    told = on_call()
    assert (len(told), told[MONDAY], told[SUNDAY], told[SUNDAY + DAY]) == (
        8,
        "Konstantin",
        "Larisa",
        "Larisa",
    )


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (MONDAY - DAY, SUNDAY, "starts_on"),
        (SUNDAY, MONDAY, "ends_on"),
        (MONDAY, MONDAY + timedelta(days=92), "ends_on"),
    ],
)
def test_which_days(closer, head, now, first, last, field):
    with pytest.raises(Invalid) as invalid:
        set_duty(employee=closer, starts_on=first, ends_on=last, by=head, at=now)
    assert list(invalid.value.fields) == [field]


def test_who_is_away_is_not_on_call(closer, other_closer, head, now):
    announce_absence(
        employee=closer,
        kind="trip",
        starts_on=SUNDAY,
        ends_on=SUNDAY,
        substitute=other_closer,
        by=closer,
        at=now,
    )
    with pytest.raises(Invalid):
        set_duty(employee=closer, starts_on=MONDAY, ends_on=SUNDAY, by=head, at=now)
    set_duty(employee=other_closer, starts_on=MONDAY, ends_on=SUNDAY, by=head, at=now)
    with pytest.raises(Invalid) as away:
        swap_duty(duty=Duty.objects.get(on=SUNDAY), to=closer, by=head, at=now)
    assert list(away.value.fields) == ["to"]


def test_the_journal_says_who_put_whom_on_call(closer, head, now):
    set_duty(employee=closer, starts_on=MONDAY, ends_on=SUNDAY, by=head, at=now)
    entry = Entry.objects.get(kind="people.duty_set")
    assert (entry.by, entry.data["name"]) == (head, closer.name)
    assert (entry.data["starts_on"], entry.data["ends_on"]) == ("2026-10-12", "2026-10-18")


def test_only_heads_say_who_is_on_call(closer, now):
    with pytest.raises(Forbidden):
        set_duty(employee=closer, starts_on=MONDAY, ends_on=SUNDAY, by=closer, at=now)
    assert not Duty.objects.exists()


def test_days_that_have_passed_are_nobodys_to_give(closer, head, now):
    sentence = r"^These days have passed\. Start today or later\.$"
    with override("en"), pytest.raises(Invalid, match=sentence):
        set_duty(employee=closer, starts_on=MONDAY - DAY, ends_on=SUNDAY, by=head, at=now)
