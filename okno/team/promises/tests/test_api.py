"""Each verb of this issue through the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from okno.team.promises.actions.make_promise import make_promise

DAY = timedelta(days=1)


@pytest.fixture
def made(client_company, closer):
    at = timezone.now()

    def make(**given):
        given = {"what": "Call", "owner": closer, "due_at": at + DAY, "company": client_company, **given}
        return make_promise(**given, by=closer, at=at)

    return make


def test_clarify_keep_and_take_back(call_api, client_company, closer, other_closer):
    body = {
        "what": "The letter",
        "due_at": (timezone.now() + DAY).isoformat(),
        "company_id": client_company.pk,
        "colleague_id": other_closer.pk,
        "kind": "clarify",
    }
    made = call_api(closer, "post", "/promises", body).json()
    assert (made["kind"], made["colleague_id"]) == ("clarify", other_closer.pk)
    address = f"/promises/{made['id']}"
    assert call_api(closer, "post", f"{address}/keep").status_code == 422
    kept = call_api(closer, "post", f"{address}/keep", {"outcome": "A second line"}).json()
    assert (kept["status"], kept["outcome"]) == ("kept", "A second line")
    assert call_api(other_closer, "post", f"{address}/reopen").status_code == 403
    assert call_api(closer, "post", f"{address}/reopen").json()["status"] == "open"


def test_move_with_a_cause_and_name_it_anew(call_api, made, closer, engineer):
    address = f"/promises/{made().pk}"
    later = (timezone.now() + 2 * DAY).isoformat()
    assert call_api(closer, "post", f"{address}/cause", {"cause": "client"}).status_code == 409
    body = {"to_at": later, "reason": "Cable", "cause": "ours", "cause_person_id": engineer.pk}
    moved = call_api(closer, "post", f"{address}/move", body).json()
    assert (moved["cause"], moved["cause_person_id"]) == ("ours", engineer.pk)
    named = call_api(closer, "post", f"{address}/cause", {"cause": "client", "cause_note": "Flood"}).json()
    assert (named["cause"], named["cause_person_id"], named["cause_note"]) == ("client", None, "Flood")
    assert call_api(closer, "post", f"{address}/cause", {"cause": "moon"}).status_code == 422


def test_hand_over_one_and_all(call_api, made, closer, other_closer):
    one, _two, _three = made(), made(), made()
    body = {"receiver_id": other_closer.pk, "reason": "Vacation"}
    handed = call_api(closer, "post", f"/promises/{one.pk}/hand-over", body).json()
    assert handed["owner_id"] == other_closer.pk
    assert call_api(closer, "post", "/promises/hand-over", body).json() == {"count": 2}
    assert (
        call_api(closer, "post", "/promises/hand-over", {**body, "giver_id": other_closer.pk}).status_code
        == 403
    )


def test_reminders_and_what_was_raised(call_api, closer, head, made):
    at = timezone.now() - 30 * DAY
    late = make_promise(what="Late", owner=closer, due_at=at + DAY, by=closer, at=at)
    reminded = call_api(closer, "get", "/promises/reminders").json()
    assert (reminded[0]["id"], reminded[0]["rung"]) == (late.pk, "owner")
    raised = call_api(head, "get", "/promises/raised").json()["items"]
    assert [one["id"] for one in raised] == [late.pk]
    assert call_api(closer, "get", "/promises/raised").json()["items"] == []


def test_the_ladder(call_api, closer, head):
    assert call_api(closer, "get", "/promises/ladder").json()["head_hours"] == 8
    body = {"remind_days": 2, "manager_hours": 1, "head_hours": 2, "owner_hours": 3}
    assert call_api(closer, "post", "/promises/ladder", body).status_code == 403
    assert call_api(head, "post", "/promises/ladder", {**body, "owner_hours": 2}).status_code == 422
    assert call_api(head, "post", "/promises/ladder", body).json() == body


def test_slips(call_api, closer):
    at = timezone.now() - 10 * DAY
    late = make_promise(what="Late", owner=closer, due_at=at + DAY, by=closer, at=at)
    today = timezone.localdate()
    period = {"starts_on": (today - 20 * DAY).isoformat(), "ends_on": today.isoformat()}
    report = call_api(closer, "get", "/promises/slips", period).json()
    assert (report["count"], report["unnamed"]) == (1, 1)
    assert [one["id"] for one in report["promises"]["items"]] == [late.pk]
    wrong = {"starts_on": period["ends_on"], "ends_on": period["starts_on"]}
    assert call_api(closer, "get", "/promises/slips", wrong).status_code == 422
