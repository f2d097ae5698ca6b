"""Companies at the doors of pages and of the API."""

import pytest
from django.urls import reverse
from django.utils import timezone

from okno.ground.kernel.fake_ids import make_account, make_inn
from okno.ground.ui.search import SearchQuery
from okno.ground.ui.tests.addresses import address
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import Company
from okno.records.clients.search import search

pytestmark = pytest.mark.both_engines


def url(name, *args):
    return address(("clients", "relations"), name, args)


def names(client, **query):
    return [one.name for one in client.get(url("companies"), query).context["page"].items]


def test_the_list_its_tabs_and_filters(
    client, sign_in, client_company, own_company, account_manager, closer, now
):
    add_company(name="Астра", by=closer, at=now)
    sign_in(client, account_manager)
    assert names(client) == ["Астра", "Ромашка"]
    assert names(client, view="mine") == ["Ромашка"]
    assert names(client, view="own") == ["Окно-Тест"]
    assert names(client, view="clients") == []
    assert names(client, view="leads") == ["Астра", "Ромашка"]
    assert names(client, q="ромаш") == ["Ромашка"]
    assert names(client, no_manager="on") == ["Астра"]
    assert names(client, manager=account_manager.pk) == ["Ромашка"]
    assert names(client, manager="x' OR 1=1", view="strange") == ["Астра", "Ромашка"]


def test_the_list_costs_the_same_for_one_and_for_many(
    client, sign_in, closer, client_company, now, django_assert_max_num_queries
):
    for number in range(60):
        add_company(name=f"Company {number:02d}", by=closer, at=now)
    sign_in(client, closer)
    client.get(url("companies"))
    with django_assert_max_num_queries(14):
        assert len(names(client)) == 50


def test_the_page_of_a_company(client, sign_in, client_company, engineer, account_manager):
    page = sign_in(client, account_manager).get(client_company.get_absolute_url())
    assert page.status_code == 200
    assert "Anna Accountova" in page.content.decode()
    assert sign_in(client, engineer).get(client_company.get_absolute_url()).status_code == 200
    assert client.get(url("company", 999_999)).status_code == 404
    assert client.get(url("company", 10**25)).status_code == 404


def test_adding_by_hand(client, sign_in, client_company, closer, engineer):
    sign_in(client, closer)
    wrong = client.post(url("add_company"), {"name": "Астра", "inn": "9600000001"})
    assert wrong.status_code == 422
    assert "inn" in wrong.context["form"].errors
    twice = client.post(url("add_company"), {"name": "Ромашка", "inn": client_company.inn})
    assert twice.status_code == 422
    assert client_company.get_absolute_url() in twice.content.decode()
    assert client.post(url("add_company"), {"name": "Астра", "inn": make_inn(4)}).status_code == 302
    assert Company.objects.get(name="Астра").inn == make_inn(4)
    assert sign_in(client, engineer).get(url("add_company")).status_code == 403


def test_forms_of_a_company(client, sign_in, client_company, head, closer):
    sign_in(client, head)
    pk, today = client_company.pk, timezone.localdate().isoformat()
    account = make_account(5, "044525225")
    posts = {
        "change_company": {"name": "Ромашка и Ко", "inn": client_company.inn, "kpp": client_company.kpp},
        "add_contact": {"name": "Ira", "email": "ira@romashka.test"},
        "add_bank_account": {"account": account, "bik": "044525225"},
        "set_manager": {"manager": closer.pk, "starts_on": today},
        "set_status": {"status_text": "Waits", "next_step": "Call", "next_step_on": today},
    }
    for name, given in posts.items():
        assert client.get(url(name, pk)).status_code == 200, name
        assert client.post(url(name, pk), {}).status_code == 422, name
        assert client.post(url(name, pk), given).status_code == 302, name
    page = client.get(client_company.get_absolute_url()).content.decode()
    for told in ("Ромашка и Ко", "Ira", account, "Konstantin Closerov", "Waits", "Call"):
        assert told in page


def test_forms_are_not_for_those_who_may_not(client, sign_in, client_company, own_company, engineer, closer):
    sign_in(client, engineer)
    for name in ("change_company", "add_contact", "add_bank_account", "set_manager", "set_status"):
        assert client.get(url(name, client_company.pk)).status_code == 403, name
    sign_in(client, closer)
    assert client.get(url("change_company", own_company.pk)).status_code == 403
    assert client.get(url("set_manager", client_company.pk)).status_code == 403


def test_whom_an_employee_keeps(client, sign_in, client_company, account_manager):
    sign_in(client, account_manager)
    panel = client.get(reverse("relations:employee_companies", args=[account_manager.pk]))
    assert "Ромашка" in panel.content.decode()


def test_the_palette_finds_it(client_company, engineer):
    assert [found.title for found in search(engineer, SearchQuery("ромаш"))] == ["Ромашка"]


def test_the_api(call_api, client_company, closer, head, engineer):
    added = call_api(closer, "post", "/companies", {"name": "Астра", "inn": make_inn(4)})
    assert added.status_code == 201
    path = f"/companies/{added.json()['id']}"
    twice = call_api(closer, "post", "/companies", {"name": "Астра", "inn": make_inn(4)})
    assert (twice.status_code, list(twice.json()["errors"])) == (422, ["inn"])
    assert call_api(engineer, "post", "/companies", {"name": "Б"}).status_code == 403
    changed = call_api(closer, "patch", path, {"phone": "8 900 111 22 33"})
    assert (changed.json()["phone"], changed.json()["inn"]) == ("+79001112233", make_inn(4))
    today = timezone.localdate().isoformat()
    manager = {"manager_id": closer.pk, "starts_on": today}
    assert call_api(head, "post", f"{path}/set-manager", manager).json()["manager_id"] == closer.pk
    status = {"status_text": "Waits", "next_step": "Call", "next_step_on": today}
    assert call_api(closer, "post", f"{path}/set-status", status).json()["next_step"] == "Call"
    contact = call_api(closer, "post", f"{path}/contacts", {"name": "Ira", "decision_role": "pays"})
    assert (contact.status_code, contact.json()["decision_role"]) == (201, "pays")
    account = {"account": make_account(5, "044525225"), "bik": "044525225"}
    assert call_api(closer, "post", f"{path}/bank-accounts", account).status_code == 201
    assert len(call_api(closer, "get", f"{path}/contacts").json()["items"]) == 1
    found = call_api(closer, "get", "/companies", {"q": "ромаш"}).json()["items"]
    assert [one["name"] for one in found] == ["Ромашка"]


def test_listings_go_on_by_cursor(call_api, closer, now):
    for number in range(5):
        add_company(name=f"Company {number}", by=closer, at=now)
    first = call_api(closer, "get", "/companies", {"limit": 3}).json()
    second = call_api(closer, "get", "/companies", {"limit": 3, "cursor": first["next_cursor"]}).json()
    assert [one["name"][-1] for one in first["items"] + second["items"]] == list("43210")
    assert second["next_cursor"] is None
    assert call_api(closer, "get", "/companies", {"cursor": "' OR 1=1"}).status_code == 422
    assert call_api(closer, "get", "/companies", {"limit": 2**70}).status_code == 422
    assert call_api(closer, "get", "/companies?q=%00").status_code == 400
