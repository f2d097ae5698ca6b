import pytest

from okno.records.catalog.models import Service
from okno.records.catalog.tests.cast import a_configuration, a_location
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


def test_everybody_is_told_what_is_his(call, head, closer, engineer):
    server = a_configuration()
    told = {by: call(by, "get", f"/configurations/{server.pk}").json() for by in (head, closer, engineer)}
    figures = ("monthly_minor", "verdict", "cost_minor", "floor_minor", "margin_bp")
    assert [told[head][name] for name in figures] == [2_000_000, "ok", 860_000, 1_075_000, 5_200]
    assert [told[closer][name] for name in figures] == [2_000_000, "ok", None, None, None]
    assert [told[engineer][name] for name in figures] == [None] * 5
    assert call(head, "get", "/configurations").json()["items"] == [told[head]]


def test_costs_are_set_and_read_by_heads(call, head, closer):
    server = a_configuration()
    path = f"/configurations/{server.pk}"
    body = {"name": "Power", "kind": "monthly", "amount_minor": 5_000, "starts_on": "2026-10-12"}
    assert call(closer, "post", f"{path}/set-cost", body).status_code == 403
    assert call(closer, "get", f"{path}/costs").status_code == 403
    assert call(head, "post", f"{path}/set-cost", body).status_code == 201
    again = call(head, "post", f"{path}/set-cost", body)
    assert (again.status_code, list(again.json()["errors"])) == (422, ["starts_on"])
    assert len(call(head, "get", f"{path}/costs").json()["items"]) == 3


def test_the_formula_is_the_owners(call, owner, head, engineer):
    a_configuration()
    body = {"starts_on": "2199-01-01", "overhead_bp": 1000, "seller_share_bp": 500, "margin_bp": 2000}
    assert call(head, "post", "/floor-formulas", body).status_code == 403
    assert call(owner, "post", "/floor-formulas", body).json()["version"] == 2
    assert len(call(head, "get", "/floor-formulas").json()["items"]) == 2
    assert call(engineer, "get", "/floor-formulas").status_code == 403


def test_places_and_what_can_be_had_there(call, engineer, closer):
    place, service = a_location(), Service.objects.get()
    path = f"/locations/{place.pk}/set-coverage"
    assert call(closer, "post", path, {"service_id": service.pk, "status": None}).status_code == 403
    answer = call(engineer, "post", path, {"service_id": service.pk, "status": "planned"}).json()
    assert [one["status"] for one in answer["coverage"]] == ["planned"]
    assert call(closer, "get", "/locations").json()["items"] == [answer]
    assert call(engineer, "post", path, {"service_id": 999, "status": None}).status_code == 404
