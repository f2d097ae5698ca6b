"""T1: a day on call goes to a colleague, alone or for one of theirs."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.people.actions.set_duty import set_duty
from okno.team.people.actions.swap_duty import swap_duty
from okno.team.people.models import Duty
from okno.team.people.tests.test_duties import DAY, MONDAY, SUNDAY, on_call

pytestmark = pytest.mark.django_db


def test_a_day_is_given_or_swapped(closer, other_closer, head, now):
    set_duty(employee=closer, starts_on=MONDAY, ends_on=MONDAY + DAY, by=head, at=now)
    set_duty(employee=other_closer, starts_on=SUNDAY, ends_on=SUNDAY, by=head, at=now)
    monday, sunday = Duty.objects.get(on=MONDAY), Duty.objects.get(on=SUNDAY)
    with pytest.raises(Forbidden):
        swap_duty(duty=monday, to=other_closer, by=other_closer, at=now)
    swap_duty(duty=monday, to=other_closer, instead=sunday, by=closer, at=now)
    assert on_call() == {MONDAY: "Larisa", MONDAY + DAY: "Konstantin", SUNDAY: "Konstantin"}
    with pytest.raises(Conflict):
        swap_duty(duty=monday, to=closer, by=head, at=now + timedelta(days=1))
    stale = Duty.objects.get(on=MONDAY + DAY)
    swap_duty(duty=Duty.objects.get(on=MONDAY + DAY), to=head, by=head, at=now)
    with pytest.raises(Conflict):
        swap_duty(duty=stale, to=other_closer, by=closer, at=now)
    with pytest.raises(Invalid):
        swap_duty(duty=sunday, to=head, instead=monday, by=head, at=now)


def test_the_journal_says_who_gave_each_day(closer, other_closer, head, now):
    set_duty(employee=closer, starts_on=MONDAY, ends_on=MONDAY, by=head, at=now)
    set_duty(employee=other_closer, starts_on=SUNDAY, ends_on=SUNDAY, by=head, at=now)
    monday, sunday = Duty.objects.get(on=MONDAY), Duty.objects.get(on=SUNDAY)
    swap_duty(duty=monday, to=other_closer, instead=sunday, by=closer, at=now)
    entries = Entry.objects.filter(kind="people.duty_swapped").order_by("pk")
    assert [(one.by, one.data["day_on"], one.data["name"], one.data["before"]) for one in entries] == [
        (closer, "2026-10-12", other_closer.name, closer.name),
        (closer, "2026-10-18", closer.name, other_closer.name),
    ]


def test_it_goes_to_another(closer, head, now):
    set_duty(employee=closer, starts_on=MONDAY, ends_on=MONDAY, by=head, at=now)
    with (
        override("en"),
        pytest.raises(Invalid, match=r"^This day is already theirs\. Choose another colleague\.$"),
    ):
        swap_duty(duty=Duty.objects.get(), to=closer, by=closer, at=now)
