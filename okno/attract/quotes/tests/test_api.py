"""Quotes through the API: the same actions, the same guards."""

from datetime import UTC

import pytest

from okno.attract.quotes.models import Quote
from okno.attract.quotes.tests.cast import a_deal, a_draft_quote, our_company
from okno.ground.journal.models import Entry
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.tests.cast import a_place
from okno.team.people.actions.issue_token import issue_token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now.astimezone(UTC))


@pytest.fixture
def call(client, now):
    def send(owner, method, path, body=None):
        _token, secret = issue_token(owner=owner, name="test", scope="write", by=owner, at=now)
        given = {"data": body or {}, "content_type": "application/json"} if method != "get" else {}
        headers = {"Authorization": f"Bearer {secret}"}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **given)

    return send


def test_from_a_draft_to_an_accepted_quote(call, closer, now):
    our_company()
    deal, server, place = a_deal(owner=closer, at=now), a_configuration(), a_place()
    quote = call(closer, "post", "/quotes", {"deal_id": deal.pk, "valid_until_on": "2026-10-26"}).json()
    body = {"configuration_id": server.pk, "location_id": place.pk, "monthly_minor": 1_075_000}
    line = call(closer, "post", f"/quotes/{quote['id']}/lines", body)
    assert line.status_code == 201
    refused = call(closer, "post", f"/quotes/{quote['id']}/send")
    assert (refused.status_code, refused.headers["content-type"]) == (409, "application/problem+json")
    assert refused.json()["guard"] == 4
    assert Entry.objects.filter(kind="journal.guard_refused").count() == 1
    word = call(closer, "post", f"/quote-lines/{line.json()['id']}/ask-feasibility").json()
    assert (word["status"], word["ready_days"]) == ("confirmed", 3)
    sent = call(closer, "post", f"/quotes/{quote['id']}/send").json()
    assert (sent["status"], sent["monthly_gross_minor"], sent["ready_days"]) == ("sent", 1_311_500, 3)
    assert sent["offer_path"].startswith("/q/")
    accepted = call(closer, "post", f"/quotes/{quote['id']}/accept", {"name": "Ivan"}).json()
    assert (accepted["status"], accepted["accepted_by_name"]) == ("accepted", "Ivan")
    assert call(closer, "get", f"/quotes/{quote['id']}").json() == accepted
    assert len(call(closer, "get", "/quotes").json()["items"]) == 1


def test_a_kopeck_below_the_floor_is_guard_1_and_can_be_asked_for(call, closer, now):
    quote = a_draft_quote(by=closer, at=now)
    line = f"/quote-lines/{quote.lines.get().pk}"
    assert call(closer, "patch", line, {"monthly_minor": 1_074_999}).status_code == 200
    call(closer, "post", f"{line}/ask-feasibility")
    assert call(closer, "post", f"/quotes/{quote.pk}/send").json()["guard"] == 1
    asked = call(closer, "post", f"{line}/ask-approval", {"reason": "A big client"})
    assert (asked.status_code, asked.json()["deciders"]) == (201, ["head_of_sales", "owner"])


def test_terms_versions_and_removal(call, closer, now):
    quote = a_draft_quote(by=closer, at=now)
    terms = call(closer, "patch", f"/quotes/{quote.pk}", {"term_months": 24}).json()
    assert terms["term_months"] == 24
    new = call(closer, "post", f"/quotes/{quote.pk}/revise")
    assert (new.status_code, new.json()["version"]) == (201, 2)
    line = new.json()["lines"][0]["id"]
    assert call(closer, "post", f"/quote-lines/{line}/remove").json()["lines"] == []
    assert call(closer, "post", f"/quotes/{quote.pk}/decline").status_code == 409
    assert Quote.objects.get(pk=quote.pk).status == "superseded"


def test_engineers_answer_and_sellers_do_not(call, closer, engineer, now):
    quote = a_draft_quote(by=closer, at=now, lines=[{"location": a_place(coverage="planned")}] * 1)
    asked = call(closer, "post", f"/quote-lines/{quote.lines.get().pk}/ask-feasibility").json()
    path = f"/feasibilities/{asked['id']}"
    body = {"ready_days": 9, "holds_until_on": "2026-10-26"}
    assert call(closer, "post", f"{path}/confirm", body).status_code == 403
    assert call(engineer, "get", path).json()["status"] == "asked"
    assert call(engineer, "post", f"{path}/confirm", body).json()["ready_days"] == 9
    assert call(engineer, "post", f"{path}/refuse", {"note": "No"}).status_code == 409
    assert len(call(engineer, "get", "/feasibilities").json()["items"]) == 1


def test_engineers_and_other_sellers_see_no_quote(call, closer, other_closer, engineer, now):
    quote = a_draft_quote(by=closer, at=now)
    for by in (other_closer, engineer):
        assert call(by, "get", f"/quotes/{quote.pk}").status_code == 404
        assert call(by, "post", f"/quotes/{quote.pk}/send").status_code == 404
        line = f"/quote-lines/{quote.lines.get().pk}"
        assert call(by, "patch", line, {"quantity": 2}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [{"quantity": 0}, {"quantity": True}, {"monthly_minor": "5"}, {"monthly_minor": 10**15}, {"price": 1}],
)
def test_what_is_not_a_line_is_422(call, closer, now, body):
    quote = a_draft_quote(by=closer, at=now)
    assert call(closer, "patch", f"/quote-lines/{quote.lines.get().pk}", body).status_code == 422
