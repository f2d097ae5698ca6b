"""Guard 2 and permissions at the page, and what each role is shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from okno.attract.quotes.tests.cast import a_company, an_accepted_quote
from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.tests.cast import a_draft_contract, a_signed_contract
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import local_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote(now, closer):
    return an_accepted_quote(at=now, by=closer)


def test_drawn_up_from_the_quotes_panel(client, quote, closer, sign_in):
    sign_in(client, closer)
    panel = client.get(reverse("contracts:quote_contracts", args=[quote.pk]))
    assert reverse("contracts:draft_contract", args=[quote.pk]) in panel.content.decode()
    answer = client.post(reverse("contracts:draft_contract", args=[quote.pk]))
    contract = Contract.objects.get()
    assert answer.headers["Location"] == contract.get_absolute_url()
    page = client.get(contract.get_absolute_url()).content.decode()
    assert contract.number in page
    panel = client.get(reverse("contracts:quote_contracts", args=[quote.pk])).content.decode()
    assert contract.number in panel
    assert reverse("contracts:draft_contract", args=[quote.pk]) not in panel


def test_guard_2_at_the_page_of_the_other_sides_form(client, quote, closer, sign_in):
    sign_in(client, closer)
    line = quote.lines.get()
    address = reverse("contracts:their_form", args=[quote.pk])
    assert client.get(address).status_code == 200
    typed = {f"quantity_{line.pk}": "1", f"monthly_{line.pk}": "19 999,99", f"one_off_{line.pk}": "0"}
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "19\N{NO-BREAK SPACE}999,99" in answer.content.decode()
    refused = Entry.objects.get(kind="journal.guard_refused")
    assert refused.data["guard"] == "2"
    assert not Contract.objects.exists()
    typed[f"monthly_{line.pk}"] = "20 000,00"
    assert client.post(address, typed).status_code == 302
    assert Contract.objects.count() == 1


def test_signed_at_the_page(client, closer, sign_in):
    contract = a_draft_contract(at=timezone.now(), by=closer)
    sign_in(client, closer)
    address = reverse("contracts:sign_contract", args=[contract.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"signed_on": "2099-01-01"}).status_code == 422
    today = local_date(timezone.now())
    assert client.post(address, {"signed_on": today.isoformat()}).status_code == 302
    contract.refresh_from_db()
    assert (contract.status, contract.signed_on) == ("signed", today)


def test_given_up_at_the_page(client, now, closer, sign_in):
    contract = a_draft_contract(at=now, by=closer)
    sign_in(client, closer)
    address = reverse("contracts:cancel_contract", args=[contract.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "The client has a form of his own"}).status_code == 302
    contract.refresh_from_db()
    assert contract.status == "cancelled"


def test_lists_and_panels(client, now, closer, sign_in):
    contract = a_signed_contract(at=now, by=closer)
    sign_in(client, closer)
    addresses = [
        reverse("contracts:contracts"),
        reverse("contracts:contracts") + "?status=signed",
        reverse("contracts:deal_contracts", args=[contract.deal_id]),
        reverse("contracts:company_contracts", args=[contract.company_id]),
    ]
    for address in addresses:
        assert contract.number in client.get(address).content.decode()
    assert contract.number not in client.get(addresses[0] + "?status=draft").content.decode()


def test_what_is_not_theirs_is_not_there(client, now, closer, other_closer, engineer, accountant, sign_in):
    contract = a_draft_contract(at=now, by=closer)
    addresses = {
        name: reverse(f"contracts:{name}", args=[contract.pk])
        for name in ("contract", "sign_contract", "cancel_contract")
    }
    for stranger in (other_closer, engineer):
        sign_in(client, stranger)
        assert {client.get(address).status_code for address in addresses.values()} == {404}
        assert contract.number not in client.get(reverse("contracts:contracts")).content.decode()
    sign_in(client, accountant)
    assert client.get(addresses["contract"]).status_code == 200
    assert client.get(addresses["sign_contract"]).status_code == 403
    assert client.post(addresses["cancel_contract"], {"reason": "x"}).status_code == 403


def test_a_visitor_signs_in_first(client, now, closer):
    contract = a_draft_contract(at=now, by=closer)
    assert client.get(contract.get_absolute_url()).status_code == 302


def test_a_list_asks_as_many_queries_of_ten_as_of_one(
    client, now, head, sign_in, django_assert_max_num_queries
):
    a_draft_contract(at=now, company=a_company(number=80), by=head)
    sign_in(client, head)
    address = reverse("contracts:contracts")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(81, 85):
        a_draft_contract(at=now, company=a_company(number=number), by=head)
    with django_assert_max_num_queries(len(few)):
        client.get(address)
