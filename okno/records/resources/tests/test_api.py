import pytest

from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.tests.cast import a_place
from okno.records.resources.tests.test_hold_capacity import hold
from okno.team.people.actions.issue_token import issue_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(client, now):
    def send(owner, method, path, body=None):
        _token, secret = issue_token(owner=owner, name="test", scope="write", by=owner, at=now)
        given = {"data": body or {}, "content_type": "application/json"} if method == "post" else {}
        headers = {"Authorization": f"Bearer {secret}"}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **given)

    return send


def test_capacity_is_read_and_set_and_guard_5_holds(call, engineer, closer, now):
    place = a_place()
    hold(place, a_configuration(), now, units=4)
    capacity = call(closer, "get", "/capacities").json()["items"][0]
    assert (capacity["total"], capacity["held"], capacity["taken"], capacity["free"]) == (10, 4, 0, 6)
    assert call(closer, "get", f"/capacities/{capacity['id']}").json() == capacity
    assert call(closer, "get", f"/capacities/{capacity['id']}/holds").json()["items"][0]["units"] == 4
    body, path = {"kind": "server", "total": 4}, f"/locations/{place.pk}/set-capacity"
    assert call(closer, "post", path, body).status_code == 403
    assert call(engineer, "post", path, body).json()["free"] == 0
    refused = call(engineer, "post", path, {**body, "total": 3})
    assert (refused.status_code, refused.json()["guard"]) == (409, 5)
    assert call(engineer, "post", "/locations/999/set-capacity", body).status_code == 404
