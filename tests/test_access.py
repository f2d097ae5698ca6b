"""Guard 8 at every address: who is answered what, against a written table (access.txt)."""

import os
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from okno.team.people.models import Employee, User
from tests import access
from tests.access import COLUMNS, Knocking
from tests.house.addresses import operations, pages
from tests.house.built import House
from tests.turns import in_turn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_and_quick")]
CallApi = Callable[..., HttpResponse]
# Each sends a part at each turn, another than the next one does.
PARTS = 4
WRITING = os.environ.get("OKNO_WRITE_ACCESS") == "1"
# Rows where nobody is let through, and why: what is «ok» for nobody is not knocked at in earnest.
OK_FOR_NOBODY = {
    # Shut for all by what they are.
    "GET account_reauthenticate": "asked again only at a verb that wants it",
    "GET mfa_deactivate_totp": "nobody has turned the second step on",
    "GET mfa_download_recovery_codes": "nobody has turned the second step on",
    "GET mfa_view_recovery_codes": "nobody has turned the second step on",
    "GET mfa_reauthenticate": "nobody has turned the second step on",
    "GET tools:components": "shown in the demo alone",
    "POST tools:components": "shown in the demo alone",
    "GET demo:remove_demo": "there is no demo here",
    "POST demo:remove_demo": "there is no demo here",
    # Theirs, but the house stands where a guard or a state says no; the right order of steps is a journey's.
    "POST assignment:draft_rules": "a draft stands there already: one at a time",
    "POST /api/v1/assignment-rules/draft": "a draft stands there already: one at a time",
    "POST invoicing:end_service": "guard 7: the term is not over",
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


@pytest.mark.skipif(not WRITING, reason="OKNO_WRITE_ACCESS=1 writes the table anew")
def test_the_table_is_written(knocking: Knocking, standing_clock: None) -> None:
    access.write({who: knocking.column(who) for who in COLUMNS})


@pytest.mark.slow
@pytest.mark.skipif(WRITING, reason="it is being written")
@pytest.mark.parametrize("who", COLUMNS)
def test_everybody_is_answered_as_the_table_says(who: str, knocking: Knocking, standing_clock: None) -> None:
    """What is opened, the walk of test_pages.py compares with the same table; here all else is sent."""
    sent = [item for item in access.written().items() if not item[0].startswith("GET ")]
    table = dict(in_turn(sent, PARTS, COLUMNS.index(who)))
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
        "source_type": "net",
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
