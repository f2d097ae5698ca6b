"""The stream and its writing line at the doors of pages and of the API."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.journal.timeline import stream_of
from okno.ground.ui.tests.addresses import address

pytestmark = pytest.mark.both_engines


@pytest.fixture
def notes(client_company, head, now):
    for number in range(35):
        at = now + timedelta(minutes=number // 2)
        write_note(company=client_company, text=f"note-{number:02d}", by=head, at=at)


def url(name, company):
    return address(("journal", "outbox"), name, [company.pk])


def test_pages_of_the_stream_follow_without_gap_or_repeat(client, sign_in, client_company, closer, notes):
    sign_in(client, closer)
    after, seen = "", []
    while True:
        stream = stream_of(client_company, closer, after)
        seen += [entry.pk for entry in stream.entries]
        if not stream.next_url:
            break
        part = client.get(stream.next_url, headers={"HX-Request": "true"}).content.decode()
        assert part.lstrip().startswith("<li")
        after = parse_qs(urlsplit(stream.next_url).query)["after"][0]
    everything = Entry.objects.filter(company=client_company).order_by("-at", "-pk")
    assert seen == list(everything.values_list("pk", flat=True))
    assert len(seen) == len(set(seen)) > 35


@pytest.mark.parametrize("after", ["x", "2026-01-01_1", "2026-01-01T00:00:00+00:00_x", "_", "9" * 50])
def test_a_made_up_place_shows_the_first_page(client, sign_in, client_company, closer, after):
    sign_in(client, closer)
    answer = client.get(url("company_stream", client_company), {"after": after})
    assert answer.status_code == 200
    assert answer.context["stream"].entries


def test_internal_entries_are_marked_by_a_word(client, sign_in, client_company, account_manager, now):
    write_note(company=client_company, text="for him", to_client=True, by=account_manager, at=now)
    write_note(company=client_company, text="for us", by=account_manager, at=now)
    page = sign_in(client, account_manager).get(url("company_stream", client_company)).content.decode()
    assert page.count('class="entry shown"') == 1
    assert page.count('class="entry internal"') == page.count("bi-lock") == 1


def test_a_visitor_signs_in_first(client, client_company):
    answer = client.get(url("company_stream", client_company))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_who_may_not_speak_to_the_client_is_not_offered_to(client, sign_in, client_company, engineer):
    sign_in(client, engineer)
    form = client.get(url("write_note", client_company)).context["form"]
    assert "to_client" not in form.fields
    given = {"text": "internal", "kind": "note", "to_client": "on"}
    assert client.post(url("write_note", client_company), given).status_code == 302
    assert Entry.objects.get(kind="journal.note_written").to_client is False


def test_an_empty_note_is_shown_again(client, sign_in, client_company, head):
    sign_in(client, head)
    answer = client.post(url("write_note", client_company), {"text": "", "kind": "note"})
    assert answer.status_code == 422


def test_the_api_writes_and_reads(call_api, client_company, engineer):
    path = f"/companies/{client_company.pk}/write-note"
    assert call_api(engineer, "post", path, {"text": "rack is full"}).status_code == 201
    assert call_api(engineer, "post", path, {"text": "x", "to_client": True}).status_code == 403
    asked = {"company": client_company.pk, "limit": 1}
    listed = call_api(engineer, "get", "/journal", asked, **{"Accept-Language": "en"}).json()
    assert listed["items"][0]["sentence"] == "Note: rack is full"
    assert listed["next_cursor"]
