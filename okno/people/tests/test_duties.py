"""T1: who is on call."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.people.actions.announce_absence import announce_absence
from okno.people.actions.set_duty import set_duty
from okno.people.actions.swap_duty import swap_duty
from okno.people.models import Duty

# The fixed clock of the tests stands at Monday 12 October 2026.
MONDAY, SUNDAY = date(2026, 10, 12), date(2026, 10, 18)
DAY = timedelta(days=1)


def on_call() -> dict[date, str]:
    return {one.on: one.employee.name.split()[0] for one in Duty.objects.select_related("employee")}


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


@pytest.fixture
def today(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_by_the_pages(client, sign_in, closer, other_closer, head, today):
    address, where = reverse("people:set_duty"), reverse("people:absences")
    sign_in(client, closer)
    assert client.get(address).status_code == 403
    sign_in(client, head)
    assert client.get(where).context["is_nobody"]
    given = {"employee": closer.pk, "starts_on": "2026-10-12", "ends_on": "2026-10-18"}
    assert client.post(address, {**given, "ends_on": "2026-10-11"}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert client.get(where).context["tonight"].employee == closer
    swap = reverse("people:swap_duty", args=[Duty.objects.get(on=MONDAY).pk])
    assert client.get(swap).status_code == 200
    assert client.post(swap, {"to": other_closer.pk}).status_code == 302
    assert client.get(where).context["tonight"].employee == other_closer
    sign_in(client, closer)
    assert client.post(swap, {"to": closer.pk}).status_code == 403


def test_by_the_api(call_api, closer, other_closer, head, today):
    body = {"employee_id": closer.pk, "starts_on": "2026-10-12", "ends_on": "2026-10-13"}
    assert call_api(closer, "post", "/duties", body).status_code == 403
    made = call_api(head, "post", "/duties", body)
    assert (made.status_code, [one["on"] for one in made.json()]) == (201, ["2026-10-12", "2026-10-13"])
    path = f"/duties/{made.json()[0]['id']}/swap"
    assert call_api(closer, "post", path, {"to_id": other_closer.pk}).json()["name"] == other_closer.name
    assert call_api(closer, "post", path, {"to_id": closer.pk}).status_code == 403
    assert len(call_api(closer, "get", "/duties?since=2026-10-13").json()["items"]) == 1
