"""Guard 8 at every address: who is answered what, against a written table (access.txt)."""

import logging
import os
from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from okno.config.api import api
from okno.people.models import Employee, User
from tests import access
from tests.access import COLUMNS, Knocking
from tests.house.addresses import operations, pages, schema
from tests.house.built import House

pytestmark = pytest.mark.django_db
CallApi = Callable[..., HttpResponse]
WRITING = os.environ.get("OKNO_WRITE_ACCESS") == "1"
# Rows where nobody is let through, and why: what is «ok» for nobody is not knocked at in earnest.
OK_FOR_NOBODY = {
    # Shut for all by what they are.
    "GET account_reauthenticate": "asked again only at a verb that wants it",
    "GET mfa_deactivate_totp": "nobody has turned the second step on",
    "GET mfa_download_recovery_codes": "nobody has turned the second step on",
    "GET mfa_view_recovery_codes": "nobody has turned the second step on",
    "GET mfa_reauthenticate": "nobody has turned the second step on",
    "GET config:components": "shown in the demo alone",
    "POST config:components": "shown in the demo alone",
    "GET config:remove_demo": "there is no demo here",
    "POST config:remove_demo": "there is no demo here",
    "GET sales:stage": "a line for htmx alone: okno/sales/tests/test_stages.py",
    # Theirs, but the house stands where a guard or a state says no; the right order of steps is a journey's.
    "POST sales:draft_rules": "a draft stands there already: one at a time",
    "POST /api/v1/assignment-rules/draft": "a draft stands there already: one at a time",
    "POST billing:end_service": "guard 7: the term is not over",
    "POST /api/v1/services/{id}/end": "guard 7: the term is not over",
    "POST contracts:their_form": "the quote's contract is drafted already",
    "POST /api/v1/contracts": "the quote's contract is drafted already",
    "POST delivery:accept_order": "steps of the order are not done",
    "POST /api/v1/orders/{id}/accept": "steps of the order are not done",
    "POST quotes:ask_price_approval": "it is asked already",
    "POST /api/v1/quote-lines/{id}/ask-approval": "it is asked already",
    "POST quotes:confirm_feasibility": "capacity is taken",
    "POST /api/v1/feasibilities/{id}/confirm": "capacity is taken",
    "POST quotes:send_quote": "a line has no yes of the engineer",
    "POST /api/v1/quotes/{id}/send": "a line has no yes of the engineer",
    "POST /api/v1/bank-statements": "a file of the bank is not made of words",
    "POST /api/v1/attraction-reports": "this month's is handed in",
}


@pytest.fixture(scope="module")
def knocking(house: House) -> Knocking:
    return Knocking(house)


@pytest.fixture(autouse=True)
def quiet_and_quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Thousands of refusals are not logged, and the API's document is not made anew for each reader."""
    monkeypatch.setattr("django.conf.settings.DEMO", False)
    monkeypatch.setattr(api, "get_openapi_schema", lambda **kwargs: schema())
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.skipif(not WRITING, reason="OKNO_WRITE_ACCESS=1 writes the table anew")
def test_the_table_is_written(knocking: Knocking, standing_clock: None) -> None:
    knocking.fill_all()
    access.write({who: knocking.column(who) for who in COLUMNS})


@pytest.mark.slow
@pytest.mark.skipif(WRITING, reason="it is being written")
@pytest.mark.parametrize("who", COLUMNS)
def test_everybody_is_answered_as_the_table_says(who: str, knocking: Knocking, standing_clock: None) -> None:
    table = access.written()
    if not knocking.forms:
        knocking.fill_all()
    found = knocking.column(who, set(table))
    differs = {row: (table[row][who], word) for row, word in found.items() if table[row][who] != word}
    assert differs == {}, "row: (the table says, the address answers)"


def test_the_table_has_every_address_and_no_other() -> None:
    rows = set(access.written())
    names = {one.name for one in pages()}
    listed = {row.partition(" ")[2] for row in rows if "/api/v1/" not in row}
    assert listed == names
    assert {row for row in rows if "/api/v1/" in row} == {one.name for one in operations()}


def test_somebody_is_let_through_everywhere() -> None:
    nobody = {row for row, words in access.written().items() if "ok" not in words.values()}
    assert nobody == set(OK_FOR_NOBODY)


def test_nobody_signs_himself_up(client: Client) -> None:
    given = {"email": "stranger@okno.test", "password1": "a long good password"}
    client.post("/accounts/signup/", given)
    assert not User.objects.filter(email="stranger@okno.test").exists()


@pytest.mark.parametrize(
    ("scope", "method", "path", "status"),
    [
        ("read", "get", "/leads", 200),
        ("read", "get", "/companies", 200),
        ("read", "post", "/leads", 403),
        ("read", "post", "/companies", 403),
        ("leads", "post", "/leads", 201),
        ("leads", "get", "/leads", 403),
        ("leads", "post", "/companies", 403),
        ("leads", "get", "/companies", 403),
        ("write", "post", "/companies", 201),
    ],
)
def test_a_token_reaches_as_far_as_its_scope(
    scope: str, method: str, path: str, status: int, closer: Employee, call_api: CallApi
) -> None:
    lead = {
        "name": "A client",
        "email": "one@client.test",
        "nature": "net",
        "channel": "site",
        "need": "A server",
    }
    body = None if method == "get" else lead if path == "/leads" else {"name": "A client"}
    answer = call_api(closer, method, path, body, scope=scope)
    assert answer.status_code == status, answer.content


def test_a_token_writes_by_the_scope_however_the_address_is_spelt(
    closer: Employee, call_api: CallApi
) -> None:
    body = {"name": "A client"}
    for path in (
        "/leads/",
        "/leads/../companies",
        "//leads",
        "/companies?x=/api/v1/leads",
        "/leads/1/qualify",
    ):
        answer = call_api(closer, "post", path, body, scope="leads")
        assert answer.status_code in (403, 404), (path, answer.status_code)


def test_every_write_of_the_api_is_closed_to_a_reader(
    house: House, closer: Employee, call_api: CallApi
) -> None:
    for one in operations():
        if one.method != "get":
            path = one.url(house).removeprefix("/api/v1")
            assert call_api(closer, one.method, path, {}, scope="read").status_code == 403, one.name
