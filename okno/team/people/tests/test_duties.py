"""T1: who is on call."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from okno.team.people.models import Duty

# The fixed clock of the tests stands at Monday 12 October 2026.
MONDAY, SUNDAY = date(2026, 10, 12), date(2026, 10, 18)
DAY = timedelta(days=1)


def on_call() -> dict[date, str]:
    return {one.on: one.employee.name.split()[0] for one in Duty.objects.select_related("employee")}


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
