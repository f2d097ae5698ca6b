"""Guard 2 and permissions at the API."""

import pytest

from okno.attract.quotes.tests.cast import an_accepted_quote
from okno.deliver.contracts.models import Contract, ContractLine
from okno.deliver.contracts.tests.cast import a_draft_contract
from okno.ground.journal.models import Entry
from okno.team.people.actions.issue_token import issue_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(client, now):
    """`call(employee, "post", "/contracts", {…})` with a token of his."""

    def send(owner, method, path, body=None):
        _token, secret = issue_token(owner=owner, name="test", scope="write", by=owner, at=now)
        kwargs = {"data": body or {}, "content_type": "application/json"} if method == "post" else {}
        headers = {"Authorization": f"Bearer {secret}"}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **kwargs)

    return send


@pytest.fixture
def quote(now, closer):
    return an_accepted_quote(at=now, by=closer)


def their(quote, **changed):
    line = quote.lines.get()
    return [{"quote_line": line.pk, "monthly_minor": 2_000_000, "one_off_minor": 0, "quantity": 1, **changed}]


def test_drawn_up_read_and_given_up(call, quote, closer):
    made = call(closer, "post", "/contracts", {"quote": quote.pk})
    assert made.status_code == 201
    answer = made.json()
    assert answer["status"] == "draft"
    assert answer["lines"][0]["monthly_minor"] == 2_000_000
    assert call(closer, "get", f"/contracts/{answer['id']}").json() == answer
    assert call(closer, "get", "/contracts").json()["items"] == [answer]
    gone = call(closer, "post", f"/contracts/{answer['id']}/cancel", {"reason": "Another form"})
    assert gone.json()["status"] == "cancelled"


def test_guard_2_refuses_another_sum(call, quote, closer):
    body = {"quote": quote.pk, "lines": their(quote, monthly_minor=1_999_999)}
    answer = call(closer, "post", "/contracts", body)
    assert answer.status_code == 409
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    problem = answer.json()
    assert problem["guard"] == 2
    assert problem["reason"] and problem["remedy"] and problem["decides"]
    assert Entry.objects.filter(kind="journal.guard_refused", data__door="api").count() == 1
    assert not Contract.objects.exists()
    assert call(closer, "post", "/contracts", {"quote": quote.pk, "lines": their(quote)}).status_code == 201


def test_guard_2_refuses_at_the_signing(call, now, closer):
    contract = a_draft_contract(at=now, by=closer)
    ContractLine.objects.update(one_off_minor=1)
    answer = call(closer, "post", f"/contracts/{contract.pk}/sign", {"signed_on": "2026-10-12"})
    assert (answer.status_code, answer.json()["guard"]) == (409, 2)
    contract.refresh_from_db()
    assert contract.status == "draft"


def test_signed_in_the_future_is_not_taken(call, now, closer):
    contract = a_draft_contract(at=now, by=closer)
    answer = call(closer, "post", f"/contracts/{contract.pk}/sign", {"signed_on": "2199-01-01"})
    assert answer.status_code == 422
    assert "signed_on" in answer.json()["errors"]


def test_what_is_not_theirs_is_not_there(call, now, closer, other_closer, engineer, accountant):
    contract = a_draft_contract(at=now, by=closer)
    for stranger in (other_closer, engineer):
        assert call(stranger, "get", f"/contracts/{contract.pk}").status_code == 404
        assert call(stranger, "get", "/contracts").json()["items"] == []
    assert call(accountant, "get", f"/contracts/{contract.pk}").status_code == 200
    refused = call(accountant, "post", f"/contracts/{contract.pk}/cancel", {"reason": "x"})
    assert refused.status_code == 403


def test_a_body_says_no_more_than_it_may(call, quote, closer):
    assert call(closer, "post", "/contracts", {"quote": quote.pk, "price": 1}).status_code == 422
    body = {"quote": quote.pk, "lines": their(quote, monthly_minor=1.5)}
    assert call(closer, "post", "/contracts", body).status_code == 422
