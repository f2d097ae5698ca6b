"""Hand-overs at the doors of pages and of the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from okno.ground.kernel.actors import CONSOLE
from okno.ground.ui.tests.addresses import address
from okno.records.clients.models import Company
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.relations.models import Handover
from okno.records.relations.tests.test_hand_over_client import away
from okno.records.relations.tests.test_hand_over_clients import kept_ones
from okno.team.people.models import User
from okno.team.promises.actions.make_promise import make_promise


def url(name, *args):
    return address(("clients", "relations"), name, args)


@pytest.fixture(autouse=True)
def in_english(closer, other_closer, account_manager, head):
    User.objects.update(language="en")


@pytest.fixture
def handed(client_company, closer, head):
    at = timezone.now() - timedelta(days=9)
    return hand_over_client(company=client_company, receiver=closer, note="Calls only", by=head, at=at)


def listed(client, **query):
    return [one.company.name for one in client.get(url("handovers"), query).context["page"].items]


def test_the_list_by_tabs(client, sign_in, handed, account_manager, closer, other_closer, head):
    sign_in(client, closer)
    page = client.get(url("handovers")).content.decode()
    assert "Ромашка" in page and "late" in page and "Calls only" in page
    assert listed(client, view="given") == []
    assert listed(sign_in(client, account_manager), view="given") == ["Ромашка"]
    # «All» is the heads': another who asks for it sees his own.
    assert listed(client, view="all") == listed(client) == []
    assert listed(sign_in(client, head), view="all") == ["Ромашка"]
    away(closer, other_closer, on=timezone.localdate())
    assert listed(sign_in(client, other_closer)) == ["Ромашка"]


def test_the_receiver_acknowledges_on_its_page(client, sign_in, handed, closer, head):
    assert "Take over client" not in sign_in(client, head).get(handed.get_absolute_url()).content.decode()
    given = {"rating": "4", "impression": "Warm voices"}
    assert client.post(url("acknowledge_handover", handed.pk), given).status_code == 403
    sign_in(client, closer)
    assert "Take over client" in client.get(handed.get_absolute_url()).content.decode()
    for rating in ("", "6", "x"):
        wrong = client.post(url("acknowledge_handover", handed.pk), {**given, "rating": rating})
        assert (wrong.status_code, "Warm voices" in wrong.content.decode()) == (422, True)
    assert client.post(url("acknowledge_handover", handed.pk), given).status_code == 302
    assert client.post(url("acknowledge_handover", handed.pk), given).status_code == 409
    page = client.get(url("company_keeping", handed.company_id)).content.decode()
    assert "4 of 5, rather warm" in page and "Warm voices" in page
    assert client.get(url("handover", 999_999)).status_code == 404


def test_handing_one_over(client, sign_in, client_company, account_manager, closer, other_closer, head, now):
    assert sign_in(client, other_closer).get(url("hand_over_client", client_company.pk)).status_code == 403
    sign_in(client, account_manager)
    address = url("hand_over_client", client_company.pk)
    page = client.get(address).content.decode()
    assert "Konstantin Closerov" in page and f'name="giver" value="{account_manager.pk}"' in page
    assert client.post(address, {"note": "x"}).status_code == 422
    promise = make_promise(
        what="Send papers",
        owner=account_manager,
        due_at=timezone.now() + timedelta(days=1),
        company=client_company,
        by=account_manager,
        at=timezone.now(),
    )
    given = {"receiver": closer.pk, "giver": account_manager.pk, "with_promises": "on"}
    assert client.post(address, given).status_code == 302
    promise.refresh_from_db()
    assert (client_company.handovers.get().receiver, promise.owner) == (closer, closer)
    # A head on a page opened before is told who keeps the client by now.
    late = sign_in(client, head).post(address, {**given, "receiver": other_closer.pk})
    assert (late.status_code, "Konstantin" in late.content.decode()) == (409, True)


def test_promises_stay_when_it_is_said_so(client, sign_in, client_company, account_manager, closer):
    due = timezone.now() + timedelta(days=1)
    promise = make_promise(
        what="Mine", owner=account_manager, due_at=due, company=client_company, by=CONSOLE, at=timezone.now()
    )
    sign_in(client, account_manager)
    client.post(url("hand_over_client", client_company.pk), {"receiver": closer.pk})
    promise.refresh_from_db()
    assert (client_company.manager, promise.owner) == (closer, account_manager)


def test_the_absent_are_marked_among_receivers(
    client, sign_in, client_company, account_manager, closer, other_closer
):
    away(closer, other_closer, on=timezone.localdate())
    page = sign_in(client, account_manager).get(url("hand_over_client", client_company.pk))
    assert "Larisa Closerova is covering" in page.content.decode()


def test_handing_many_over(client, sign_in, account_manager, closer, other_closer, head, now):
    first, second, third = kept_ones(account_manager, 3, now)
    sign_in(client, account_manager)
    assert client.get(url("hand_over_clients")).status_code == 200
    marked = client.get(url("hand_over_clients"), {"company": [first.pk, second.pk, "x", "9" * 30]})
    assert [one.pk for one in marked.context["companies"]] == [first.pk, second.pk]
    given = {"company": [first.pk, second.pk], "receiver": closer.pk, "note": "Grow"}
    answer = client.post(url("hand_over_clients"), given, follow=True)
    assert "2 clients handed over to Konstantin Closerov" in answer.content.decode()
    assert Handover.objects.waiting_for(closer).count() == 2
    assert client.post(url("hand_over_clients"), {"receiver": closer.pk}).status_code == 422
    sign_in(client, other_closer)
    assert client.get(url("hand_over_clients"), {"giver": account_manager.pk}).status_code == 403
    panel = url("employee_companies", account_manager.pk)
    assert "?giver=" not in client.get(panel).content.decode()
    sign_in(client, head)
    assert f"?giver={account_manager.pk}" in client.get(panel).content.decode()
    given = {"giver": account_manager.pk, "receiver": closer.pk}
    assert client.post(url("hand_over_clients"), given).status_code == 302
    assert list(Company.objects.managed_by(closer)) == [first, second, third]


def test_the_api(call_api, client_company, account_manager, closer, other_closer, head, now):
    path = f"/companies/{client_company.pk}/hand-over"
    assert call_api(closer, "post", path, {"receiver_id": closer.pk}).status_code == 403
    made = call_api(account_manager, "post", path, {"receiver_id": closer.pk, "note": "Calls"}).json()
    assert (made["giver_id"], made["status"], made["rating"]) == (account_manager.pk, "waiting", None)
    assert [one["id"] for one in call_api(closer, "get", "/handovers").json()["items"]] == [made["id"]]
    one = f"/handovers/{made['id']}"
    assert call_api(head, "get", one).json()["note"] == "Calls"
    assert call_api(closer, "post", f"{one}/acknowledge", {"rating": 6}).status_code == 422
    assert call_api(closer, "post", f"{one}/acknowledge", {"rating": 5}).json()["status"] == "acknowledged"
    many = f"/employees/{closer.pk}/hand-over-clients"
    wrong = {"receiver_id": other_closer.pk, "company_ids": [999_999]}
    assert call_api(head, "post", many, wrong).status_code == 422
    assert call_api(account_manager, "post", many, {"receiver_id": other_closer.pk}).status_code == 403
    assert call_api(head, "post", many, {"receiver_id": other_closer.pk}).json() == {"handed_over": 1}
