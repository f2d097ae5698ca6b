"""The thread's fifth step through the API."""

import pytest

from okno.deliver.delivery.models import Order
from okno.deliver.delivery.tests.cast import a_released_order, an_order
from okno.ground.kernel.clock import local_date
from okno.team.people.actions.issue_token import issue_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(client, now):
    """`call(employee, "post", "/orders/1/start", {…})` with a token of his."""

    def send(owner, method, path, body=None):
        _token, secret = issue_token(owner=owner, name="test", scope="write", by=owner, at=now)
        kwargs = {"data": body or {}, "content_type": "application/json"} if method == "post" else {}
        headers = {"Authorization": f"Bearer {secret}"}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **kwargs)

    return send


def test_from_the_start_to_the_acceptance(call, now, engineer, account_manager):
    order = a_released_order(at=now, by=account_manager)
    path = f"/orders/{order.pk}"
    started = call(engineer, "post", f"{path}/start").json()
    assert (started["status"], started["promised_on"]) == ("started", "2026-10-15")
    assert "20000" not in str(started)
    steps = [step["id"] for step in started["steps"]]
    assert call(engineer, "post", f"{path}/complete-step", {"step": steps[1]}).status_code == 409
    for step in steps[:3]:
        assert call(engineer, "post", f"{path}/complete-step", {"step": step}).status_code == 200
    assert call(engineer, "post", f"{path}/complete-step", {"step": steps[3]}).status_code == 403
    assert call(account_manager, "post", f"{path}/complete-step", {"step": steps[3]}).status_code == 200
    # The API reads the machine's clock: the work started today, whatever day that is.
    today = local_date(Order.objects.get().started_at).isoformat()
    body = {"accepted_on": today, "accepted_by_name": "Ivan"}
    assert call(engineer, "post", f"{path}/accept", body).status_code == 403
    accepted = call(account_manager, "post", f"{path}/accept", body).json()
    assert (accepted["status"], accepted["accepted_on"]) == ("accepted", today)


def test_not_before_the_payment(call, now, engineer):
    order = an_order(at=now)
    answer = call(engineer, "post", f"/orders/{order.pk}/start")
    assert answer.status_code == 409
    assert order.contract.number in answer.json()["detail"]
    assert Order.objects.get().started_at is None


def test_guard_3(call, now, head, engineer):
    order = a_released_order(at=now)
    path = f"/orders/{order.pk}/confirm-date"
    body = {"promised_on": "2199-01-11", "reason": "The switch is late"}
    refused = call(head, "post", path, body)
    assert (refused.status_code, refused.json()["guard"]) == (409, 3)
    assert call(engineer, "post", path, body).json()["promised_on"] == "2199-01-11"


def test_what_is_not_theirs_is_not_there(call, now, closer, other_closer, engineer):
    order = an_order(at=now, by=closer)
    assert call(other_closer, "get", f"/orders/{order.pk}").status_code == 404
    assert call(other_closer, "get", "/orders").json()["items"] == []
    assert call(engineer, "get", f"/orders/{order.pk}").status_code == 200
    assert [item["id"] for item in call(closer, "get", "/orders").json()["items"]] == [order.pk]
