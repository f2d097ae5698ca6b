"""The pages of quotes, and the page that a client opens."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.revise_quote import revise_quote
from okno.attract.quotes.models import Quote
from okno.attract.quotes.tests.cast import a_deal, a_draft_quote, a_sent_quote
from okno.records.catalog.models import Configuration, Location
from okno.records.catalog.tests.cast import a_configuration, somebody
from okno.records.resources.tests.cast import a_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_a_draft_says_what_is_missing_and_a_whole_one_offers_to_send(client, closer, sign_in, now):
    quote = a_draft_quote(by=closer, at=now)
    sign_in(client, closer)
    page = client.get(quote.get_absolute_url()).content.decode()
    assert 'id="missing"' in page
    assert reverse("quotes:send_quote", args=[quote.pk]) not in page
    client.post(reverse("quotes:ask_all", args=[quote.pk]))
    page = client.get(quote.get_absolute_url()).content.decode()
    assert 'id="missing"' not in page
    assert reverse("quotes:send_quote", args=[quote.pk]) in page
    client.post(reverse("quotes:send_quote", args=[quote.pk]))
    quote.refresh_from_db()
    assert quote.status == Quote.Status.SENT


def test_drafting_from_a_deal_and_adding_a_line(client, closer, sign_in, own_company, now):
    deal, configuration, place = a_deal(owner=closer, at=now), a_configuration(), a_place()
    sign_in(client, closer)
    address = reverse("quotes:draft_quote", args=[deal.pk])
    assert client.get(address).status_code == 200
    terms = {"seller": own_company.pk, "term_months": 12, "valid_until_on": "2026-10-26"}
    client.post(address, terms)
    quote = Quote.objects.get()
    line = {
        "configuration": configuration.pk,
        "location": place.pk,
        "quantity": 2,
        "monthly_minor": "10 750,00",
    }
    client.post(reverse("quotes:add_line", args=[quote.pk]), line)
    assert quote.lines.get().monthly_minor == 1_075_000
    bad = client.post(reverse("quotes:add_line", args=[quote.pk]), {**line, "quantity": 0})
    assert bad.status_code == 422


@pytest.mark.parametrize("name", ["change_line", "ask_price_approval"])
def test_forms_of_a_line_open(client, closer, sign_in, now, name):
    quote = a_draft_quote(by=closer, at=now, lines=[{"monthly_minor": 1_000_000}])
    sign_in(client, closer)
    assert client.get(reverse(f"quotes:{name}", args=[quote.lines.get().pk])).status_code == 200
    assert client.get(quote.get_absolute_url()).status_code == 200


def test_raising_to_the_floor_is_one_click(client, closer, sign_in, now):
    quote = a_draft_quote(by=closer, at=now, lines=[{"monthly_minor": 1_000_000}])
    sign_in(client, closer)
    assert "monthly_minor" in client.get(quote.get_absolute_url()).content.decode()
    line = quote.lines.get()
    client.post(reverse("quotes:change_line", args=[line.pk]), {"monthly_minor": "10750.00"})
    line.refresh_from_db()
    assert line.monthly_minor == 1_075_000


@pytest.mark.parametrize("name", ["quotes", "feasibilities"])
def test_lists_open(client, closer, engineer, sign_in, now, name):
    a_sent_quote(by=closer, at=now)
    sign_in(client, closer)
    assert client.get(reverse(f"quotes:{name}")).status_code == 200


def test_the_engineer_answers_from_his_queue(client, closer, engineer, sign_in, now):
    quote = a_draft_quote(by=closer, at=now, lines=[{"location": a_place(capacity=None)}])
    a_word = ask_feasibility(line=quote.lines.get(), by=closer, at=now)
    sign_in(client, engineer)
    page = client.get(reverse("quotes:feasibilities")).content.decode()
    confirm = reverse("quotes:confirm_feasibility", args=[a_word.pk])
    assert confirm in page
    assert "20 000" not in page and "20\N{NO-BREAK SPACE}000" not in page
    assert client.get(confirm).status_code == 200
    refuse = reverse("quotes:refuse_feasibility", args=[a_word.pk])
    assert client.post(refuse, {"note": "No room"}).status_code == 302
    a_word.refresh_from_db()
    assert a_word.status == "refused"


def test_the_client_opens_the_link_and_accepts(client, now):
    quote = a_sent_quote(at=now)
    page = client.get(quote.get_offer_url())
    words = page.content.decode()
    assert page.status_code == 200
    assert "24\N{NO-BREAK SPACE}400" in words
    assert "10\N{NO-BREAK SPACE}750" not in words
    accept = reverse("quotes:accept_offer", args=[quote.token])
    assert client.post(accept, {"name": "  "}).status_code == 422
    assert client.post(accept, {"name": "Иван Решаев"}).status_code == 302
    quote.refresh_from_db()
    assert (quote.status, quote.accepted_by_name) == ("accepted", "Иван Решаев")
    assert client.post(accept, {"name": "Another"}).status_code == 409
    assert "Иван Решаев" in client.get(quote.get_offer_url()).content.decode()


def test_a_draft_has_no_page_outside_and_a_wrong_link_finds_nothing(client, now):
    quote = a_draft_quote(at=now)
    assert client.get(quote.get_offer_url()).status_code == 404
    assert client.get(reverse("quotes:offer", args=["x" * 43])).status_code == 404


def test_the_client_declines(client, now):
    quote = a_sent_quote(at=now)
    client.post(reverse("quotes:decline_offer", args=[quote.token]), {"note": "Expensive"})
    quote.refresh_from_db()
    assert quote.status == "declined"


def test_an_old_version_leads_to_the_new_one(client, now):
    quote = a_sent_quote(at=now)
    new = revise_quote(quote=quote, by=quote.author, at=now)
    page = client.get(quote.get_offer_url()).content.decode()
    assert new.token not in page
    assert reverse("quotes:accept_offer", args=[quote.token]) not in page


def test_others_deals_are_not_there(client, closer, other_closer, sign_in, now):
    quote = a_draft_quote(by=closer, at=now)
    sign_in(client, other_closer)
    assert client.get(quote.get_absolute_url()).status_code == 404
    line = quote.lines.get()
    assert client.post(reverse("quotes:remove_line", args=[line.pk])).status_code == 404


@pytest.mark.parametrize("name", ["deal_quotes", "company_quotes"])
def test_panels_open(client, closer, sign_in, now, name):
    quote = a_draft_quote(by=closer, at=now)
    sign_in(client, closer)
    pk = quote.deal_id if name == "deal_quotes" else quote.company_id
    assert quote.number in client.get(reverse(f"quotes:{name}", args=[pk])).content.decode()


def test_prices_of_the_list_are_taken_when_none_is_typed(now):
    quote = a_draft_quote(at=now)
    assert Configuration.objects.get().monthly_minor == quote.lines.get().monthly_minor
    assert Location.objects.count() == 1
    assert somebody("closer") == quote.author


def test_a_page_takes_as_many_queries_for_ten_lines_as_for_one(client, closer, sign_in, now):
    sign_in(client, closer)
    counts = []
    for lines in ([{}], [{"monthly_minor": 1_000_000}] * 10):
        address = a_draft_quote(by=closer, at=now, lines=lines).get_absolute_url()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
