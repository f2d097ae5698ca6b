"""Promises at the doors of pages and of the API."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from okno.ground.journal.models import Entry
from okno.team.promises.actions.make_promise import make_promise

DAY = timedelta(days=1)


@pytest.fixture
def promise(client_company, closer):
    at = timezone.now()
    return make_promise(
        what="Send the layout", owner=closer, due_at=at + DAY, company=client_company, by=closer, at=at
    )


def url(name, *args):
    return reverse(f"promises:{name}", args=args)


def shown(client, view=""):
    return [one.what for one in client.get(url("promises"), {"view": view}).context["page"].items]


def test_mine_with_the_overdue_on_top_and_the_head_sees_all(
    client, sign_in, promise, closer, head, other_closer
):
    at = timezone.now() - 3 * DAY
    make_promise(what="Overdue", owner=closer, due_at=at + DAY, by=closer, at=at)
    assert shown(sign_in(client, closer)) == ["Overdue", "Send the layout"]
    assert shown(sign_in(client, other_closer), "all") == []
    assert shown(sign_in(client, head), "all") == ["Overdue", "Send the layout"]


def test_keep_move_and_withdraw_by_the_buttons(client, sign_in, promise, closer):
    sign_in(client, closer)
    assert client.get(url("promise", promise.pk)).status_code == 200
    to_at = timezone.localtime(promise.due_at + DAY).strftime("%Y-%m-%dT%H:%M")
    assert client.post(url("move_promise", promise.pk), {"to_at": to_at, "reason": ""}).status_code == 422
    assert client.post(url("move_promise", promise.pk), {"to_at": to_at, "reason": "ill"}).status_code == 302
    assert "ill" in client.get(url("promise", promise.pk)).content.decode()
    assert client.get(url("keep_promise", promise.pk)).status_code == 405
    assert client.post(url("keep_promise", promise.pk)).status_code == 302
    promise.refresh_from_db()
    assert promise.status == "kept"
    assert client.post(url("withdraw_promise", promise.pk), {"reason": "late"}).status_code == 409


def test_a_promise_from_the_clients_page(client, sign_in, client_company, engineer):
    sign_in(client, engineer)
    due = timezone.localtime(timezone.now() + DAY).strftime("%Y-%m-%dT%H:%M")
    address = f"{url('make_promise')}?company={client_company.pk}"
    given = {"what": "Look at the rack", "due_at": due, "owner": engineer.pk}
    assert client.post(address, given).status_code == 302
    panel = client.get(url("company_promises", client_company.pk)).content.decode()
    assert "Look at the rack" in panel
    assert client.get(f"{url('make_promise')}?company=999999").status_code == 404


def test_others_promises_are_visible_and_not_theirs_to_keep(client, sign_in, promise, other_closer):
    sign_in(client, other_closer)
    assert client.get(url("promise", promise.pk)).status_code == 200
    assert client.post(url("keep_promise", promise.pk)).status_code == 403
    assert client.get(url("promise", 999_999)).status_code == 404


def test_the_api_makes_moves_and_keeps(call_api, client_company, closer):
    due = (timezone.now() + DAY).isoformat()
    body = {"what": "Call", "due_at": due, "company_id": client_company.pk}
    made = call_api(closer, "post", "/promises", body)
    assert made.status_code == 201
    pk = made.json()["id"]
    later = (timezone.now() + 2 * DAY).isoformat()
    assert (
        call_api(closer, "post", f"/promises/{pk}/move", {"to_at": later, "reason": "ill"}).status_code == 200
    )
    kept = call_api(closer, "post", f"/promises/{pk}/keep")
    assert kept.json()["status"] == "kept"
    assert kept.json()["moves_count"] == 1
    naive = call_api(closer, "post", "/promises", body | {"due_at": "2030-01-01T10:00:00"})
    assert naive.status_code == 422


def test_a_guards_refusal_is_a_problem_and_is_journalled(call_api, client_company, closer, engineer):
    at = timezone.now()
    given = {"owner": closer, "company": client_company, "by": closer, "at": at}
    promise = make_promise(what="Connect", due_at=at + DAY, confirmed_by=engineer, **given)
    later = (at + 2 * DAY).isoformat()
    answer = call_api(closer, "post", f"/promises/{promise.pk}/move", {"to_at": later, "reason": "cable"})
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["type"] == "urn:okno:problem:refused"
    assert problem["guard"] == 3
    assert problem["guard_name"] and problem["reason"] and problem["remedy"] and problem["decides"]
    entry = Entry.objects.get(kind="journal.guard_refused")
    assert entry.data["door"] == "api"
    assert entry.company == client_company
    assert entry.by == closer


def test_a_filter_that_no_id_can_be_is_not_taken(call_api, closer):
    for wrong in (-1, 2**70, -(2**70), "x"):
        assert call_api(closer, "get", "/promises", {"company": wrong, "owner": wrong}).status_code == 422
