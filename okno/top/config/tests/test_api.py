"""The API door: tokens and scopes, problems, idempotency, the OpenAPI document."""

import json

import pytest
from django.test import Client

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import local_date
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.actions.revoke_token import revoke_token
from okno.team.people.models import ApiToken, Employee, IdempotentAnswer

NEW = {"name": "Nina Newova", "email": "nina@okno.test", "roles": ["closer"], "hired_on": "2026-10-12"}


@pytest.fixture
def call(client: Client, owner, now):
    """`call(method, path, body, scope=…, owner=…)` through a fresh token."""

    def send(method, path, body=None, *, by=owner, scope="write", **headers):
        _token, secret = issue_token(owner=by, name="test", scope=scope, by=CONSOLE, at=now)
        return knock(client, secret, method, path, body, **headers)

    return send


def knock(client, secret, method, path, body=None, **headers):
    sent = headers | {"Authorization": f"Bearer {secret}"}
    data = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
    return getattr(client, method)(f"/api/v1{path}", headers=sent, **data)


def test_a_token_acts_as_its_owner_and_remembers_when(call, owner):
    answer = call("get", "/employees")
    assert answer.status_code == 200
    assert [one["name"] for one in answer.json()["items"]] == ["Olga Ownerova"]
    assert ApiToken.objects.get().used_at is not None


@pytest.mark.parametrize("header", ["", "Bearer okno_wrong", "Basic b2tubw=="])
def test_without_a_live_token_it_is_401(client, owner, header):
    answer = client.get("/api/v1/employees", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["type"] == "urn:okno:problem:unauthorized"


def test_a_revoked_token_and_one_of_who_left_open_nothing(client, owner, closer, now):
    token, secret = issue_token(owner=closer, name="site", scope="read", by=closer, at=now)
    assert knock(client, secret, "get", "/employees").status_code == 200
    revoke_token(token=token, by=closer, at=now)
    assert knock(client, secret, "get", "/employees").status_code == 401

    _token, secret = issue_token(owner=closer, name="site", scope="read", by=closer, at=now)
    Employee.objects.filter(pk=closer.pk).update(left_on=local_date(now))
    assert knock(client, secret, "get", "/employees").status_code == 401


def test_scopes(call):
    assert call("post", "/employees", NEW, scope="read").status_code == 403
    assert call("get", "/employees", scope="leads").status_code == 403
    assert call("post", "/employees", NEW, scope="leads").status_code == 403
    refused = call("post", "/employees", NEW, scope="read").json()
    assert refused["status"] == 403
    assert refused["type"] == "urn:okno:problem:forbidden"
    assert call("post", "/employees", NEW, scope="write").status_code == 201


def test_a_secret_is_kept_as_a_digest(owner, now):
    token, secret = issue_token(owner=owner, name="site", scope="read", by=owner, at=now)
    assert secret.startswith("okno_")
    assert secret not in json.dumps(list(ApiToken.objects.values()), default=str)
    assert token.prefix == secret[:12]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"surprise": 1}, "surprise"),
        ({"name": "a\0b"}, "name"),
        ({"head_id": True}, "head_id"),
        ({"head_id": "5"}, "head_id"),
        ({"head_id": 2**63}, "head_id"),
        ({"roles": ["king"]}, "roles.0"),
        ({"hired_on": "0001-01-01"}, "hired_on"),
        ({"name": "\ud800"}, "name"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_what_cannot_be_taken_is_told_field_by_field(call, change, field):
    answer = call("post", "/employees", NEW | change)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert field in answer.json()["errors"]


def test_a_wrong_document_is_a_problem_too(client, owner, now):
    _token, secret = issue_token(owner=owner, name="test", scope="write", by=CONSOLE, at=now)
    headers = {"Authorization": f"Bearer {secret}"}
    answer = client.post("/api/v1/employees", "{", content_type="application/json", headers=headers)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/employees/999999", "/employees/99999999999999999999", "/nowhere"])
def test_what_is_not_there_is_a_problem(call, path):
    answer = call("get", path)
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:okno:problem:not-found"


def test_the_same_key_is_done_once(client, owner, now):
    _token, secret = issue_token(owner=owner, name="test", scope="write", by=CONSOLE, at=now)
    key = {"Idempotency-Key": "a1"}
    first = knock(client, secret, "post", "/employees", NEW, **key)
    again = knock(client, secret, "post", "/employees", NEW, **key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert Employee.objects.filter(name="Nina Newova").count() == 1

    other = knock(client, secret, "post", "/employees", NEW | {"name": "Another"}, **key)
    assert other.status_code == 422
    assert other.json()["type"] == "urn:okno:problem:idempotency-key"


def test_a_secret_is_told_once_and_not_kept_for_the_same_key(client, owner, now):
    _token, secret = issue_token(owner=owner, name="test", scope="write", by=CONSOLE, at=now)
    key, body = {"Idempotency-Key": "a1"}, {"name": "site", "scope": "leads"}
    first = knock(client, secret, "post", "/tokens", body, **key)
    assert first.status_code == 201
    again = knock(client, secret, "post", "/tokens", body, **key)
    assert (again.status_code, again.json()["type"]) == (409, "urn:okno:problem:answered-once")
    assert ApiToken.objects.filter(name="site").count() == 1
    assert first.json()["secret"] not in str(IdempotentAnswer.objects.get().body)


def test_a_key_belongs_to_its_token(client, owner, now):
    for number in (1, 2):
        _token, secret = issue_token(owner=owner, name="test", scope="write", by=CONSOLE, at=now)
        body = NEW | {"email": f"n{number}@okno.test"}
        answer = knock(client, secret, "post", "/employees", body, **{"Idempotency-Key": "a1"})
        assert answer.status_code == 201


def test_what_failed_may_be_tried_again_by_the_same_key(client, owner, now):
    _token, secret = issue_token(owner=owner, name="test", scope="write", by=CONSOLE, at=now)
    key = {"Idempotency-Key": "a1"}
    assert knock(client, secret, "post", "/employees", NEW | {"email": "-"}, **key).status_code == 422
    assert knock(client, secret, "post", "/employees", NEW, **key).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 101, "ключ"])
def test_a_strange_key_is_refused(call, key):
    header = {"Idempotency-Key": key.encode().decode("latin-1")}
    assert call("post", "/employees", NEW, **header).status_code == 422


def test_problems_speak_the_callers_language(call):
    russian = call("get", "/nowhere", **{"Accept-Language": "ru"}).json()["detail"]
    english = call("get", "/nowhere", **{"Accept-Language": "en"}).json()["detail"]
    assert english == "Not found, or not visible to you."
    assert russian != english


def test_openapi_declares_problems_and_keys(client, db):
    schema = client.get("/api/v1/openapi.json").json()
    operation = schema["paths"]["/api/v1/employees"]["post"]
    assert "application/problem+json" in operation["responses"]["409"]["content"]
    assert "Idempotency-Key" in [one["name"] for one in operation["parameters"]]
    assert schema["components"]["schemas"]["Problem"]["properties"]["guard"]


def test_issuing_a_token_is_journalled_without_its_secret(owner, now):
    _token, secret = issue_token(owner=owner, name="site", scope="leads", by=owner, at=now)
    entry = Entry.objects.get(kind="people.token_issued")
    assert secret not in json.dumps(entry.data)


def test_a_sign_that_names_nothing_is_a_problem(call):
    answer = call("get", "/employees?cursor=%00")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
