"""The filters of a stream: each event has one topic, and a page of a filter goes on in it."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.timeline import stream_of
from okno.ground.journal.topics import OTHER, TOPICS, kinds_of, topic_of
from okno.ground.kernel.events import EVENTS


@pytest.fixture
def told(client_company, head, account_manager, now):
    """Forty calls among forty notes, every tenth of them for the client."""
    for number in range(80):
        write_note(
            company=client_company,
            text=f"{number}",
            kind="call" if number % 2 else "note",
            to_client=number % 20 < 2,
            by=account_manager,
            at=now + timedelta(minutes=number),
        )
    return client_company


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        ("journal.call_logged", "calls"),
        ("journal.call_shown", "calls"),
        ("journal.meeting_logged", "meetings"),
        ("journal.entry_reworded", "notes"),
        ("outbox.mail_failed", "letters"),
        ("journal.guard_refused", OTHER),
        ("clients.letter_sent", "letters"),
        ("relations.status_set", "statuses"),
        ("clients.contact_added", OTHER),
        ("invoicing.invoice_issued", "money"),
        ("quotes.quote_sent", "documents"),
        ("contracts.contract_signed", "documents"),
        ("promises.promise_moved", "promises"),
        ("delivery.order_accepted", "documents"),
        ("delivery.order_started", OTHER),
    ],
)
def test_an_event_has_its_topic(kind, topic):
    assert topic_of(kind) == topic


def test_each_event_is_in_one_topic():
    shared = [kind for topic in TOPICS for kind in kinds_of(topic)]
    assert sorted(shared) == sorted(EVENTS)


def test_pages_of_a_filter_hold_it(told, head):
    first = stream_of(told, head, topic="calls", internal="1")
    query = parse_qs(urlsplit(first.next_url).query)
    assert (query["topic"], query["internal"]) == (["calls"], ["1"])
    second = stream_of(told, head, query["after"][0], topic="calls", internal=True)
    entries = first.entries + second.entries
    assert len(entries) == 36
    assert {entry.kind for entry in entries} == {"journal.call_logged"}
    assert second.next_url == ""


def test_what_is_no_topic_filters_nothing(told, head):
    plain = stream_of(told, head)
    odd = stream_of(told, head, topic="x' OR 1=1", internal="maybe")
    assert [one.pk for one in odd.entries] == [one.pk for one in plain.entries]
    assert odd.is_filtered is False


def test_a_chip_swaps_the_stream_and_the_page_keeps_the_filter(client, sign_in, told, head):
    sign_in(client, head)
    url = reverse("journal:company_stream", args=[told.pk])
    part = client.get(url, {"topic": "calls"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="stream"')
    assert 'hx-push-url="?topic=calls&amp;internal=1"' in part
    assert part.count('aria-current="true"') == 1
    whole = client.get(url, {"topic": "calls"}).content.decode()
    assert "<html" in whole
    assert whole.count('<li class="entry ') == 30


def test_an_empty_filter_says_so(client, sign_in, client_company, head):
    sign_in(client, head)
    url = reverse("journal:company_stream", args=[client_company.pk])
    assert client.get(url, {"topic": "money"}).context["stream"].is_filtered


def test_a_filter_costs_as_many_queries_for_many_entries_as_for_few(told, head):
    assert head.role_set, "asked once for a request"
    counts = []
    for asked in ({}, {"topic": "calls"}, {"topic": "notes", "internal": "1"}):
        with CaptureQueriesContext(connection) as queries:
            stream_of(told, head, **asked)
        counts.append(len(queries))
    assert counts == [3, 3, 3]


def test_the_api_filters(call_api, told, head):
    asked = {"company": told.pk, "topic": "calls", "internal": False}
    listed = call_api(head, "get", "/journal", asked).json()["items"]
    assert len(listed) == 4
    assert {one["kind"] for one in listed} == {"journal.call_shown"}
    assert call_api(head, "get", "/journal", {"topic": "gossip"}).status_code == 422
