"""The writing line in a page: a kind is chosen without losing what was typed; a call tells how it ended."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Invalid

pytestmark = pytest.mark.both_engines

IN_LINE = {"HX-Request": "true", "HX-Target": "writing"}


@pytest.fixture
def url(client, sign_in, client_company, account_manager):
    sign_in(client, account_manager)
    return reverse("journal:write_note", args=[client_company.pk])


def call(company, by, now, **more):
    return write_note(company=company, kind="call", by=by, at=now, **more)


def test_how_a_call_ended_is_kept_as_a_code_and_told_in_the_readers_language(client_company, engineer, now):
    entry = call(client_company, engineer, now, text="About racks", result="call_back", whom=" Ivan  Petrov ")
    assert entry.data == {"text": "About racks", "result": "call_back", "whom": "Ivan Petrov"}
    with override("en"):
        assert entry.sentence == "Call: Ivan Petrov, asked for a callback. About racks"
    with override("ru"):
        assert entry.sentence == "Звонок: Ivan Petrov, просили перезвонить. About racks"


def test_a_call_that_nobody_answered_needs_no_text(client_company, engineer, now):
    entry = call(client_company, engineer, now, text="", result="no_answer")
    with override("en"):
        assert entry.sentence == "Call: no answer"
    with pytest.raises(Invalid):
        call(client_company, engineer, now, text="")


@pytest.mark.parametrize(
    "wrong", [{"kind": "note", "result": "reached"}, {"result": "sang"}, {"whom": "a" * 201}]
)
def test_what_is_no_result_is_not_taken(client_company, engineer, now, wrong):
    with pytest.raises(Invalid):
        write_note(
            **{"company": client_company, "text": "a", "kind": "call", "by": engineer, "at": now, **wrong}
        )


def test_another_kind_opens_with_what_was_typed_and_writes_nothing(client, url):
    before = Entry.objects.count()
    answer = client.post(url, {"choose": "call", "kind": "note", "text": "Half a word"}, headers=IN_LINE)
    form = answer.content.decode()
    assert form.lstrip().startswith('<div id="writing"')
    assert "Half a word</textarea>" in form
    assert 'name="result"' in form and "autofocus" in form
    assert Entry.objects.count() == before


def test_those_who_are_there_are_offered_and_any_name_is_taken(client, url, client_company, now):
    for name, left_at in (("Ivan There", None), ("Petr Gone", now)):
        client_company.contacts.create(name=name, left_at=left_at)
    form = client.post(url, {"choose": "call", "kind": "note"}, headers=IN_LINE).content.decode()
    assert '<option value="Ivan There">' in form
    assert "Petr Gone" not in form
    client.post(url, {"kind": "call", "result": "reached", "whom": "Somebody"}, headers=IN_LINE)
    assert Entry.objects.get(kind="journal.call_logged").data["whom"] == "Somebody"


def test_written_in_the_line_the_stream_comes_back_as_it_was_filtered(client, url):
    page = "http://testserver/clients/1/?topic=calls"
    given = {"kind": "call", "result": "reached", "whom": "Ivan", "text": "Racks", "to_client": "on"}
    answer = client.post(url, given, headers={**IN_LINE, "HX-Current-URL": page})
    assert answer.status_code == 200
    line, stream = answer.content.decode().split('<div id="stream"')
    assert "Racks" not in line
    assert 'hx-swap-oob="true"' in stream and "Racks" in stream
    assert {entry.kind for entry in answer.context["stream"].entries} == {"journal.call_shown"}


def test_what_is_wrong_is_told_in_the_line(client, url):
    answer = client.post(url, {"kind": "call", "text": "", "result": ""}, headers=IN_LINE)
    assert answer.status_code == 422
    assert 'class="form-error"' in answer.content.decode()


def test_a_quick_call_of_a_list_becomes_a_mark(client, url, client_company):
    request = RequestFactory().get("/")
    form = render_to_string("journal/quick_call.html", {"company": client_company}, request=request)
    assert f'hx-post="{url}"' in form
    assert f"id_call_{client_company.pk}_result" in form
    wrong = client.post(url, {"quick": "1", "result": "", "text": ""}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert "<form" in wrong.content.decode()
    done = client.post(url, {"quick": "1", "result": "no_answer", "text": ""}, headers={"HX-Request": "true"})
    assert 'role="status"' in done.content.decode() and "<form" not in done.content.decode()
    assert Entry.objects.get(kind="journal.call_logged").data == {"text": "", "result": "no_answer"}


def test_the_api_takes_a_result(call_api, client_company, engineer):
    path = f"/companies/{client_company.pk}/write-note"
    told = call_api(
        engineer, "post", path, {"kind": "call", "result": "wrong_number"}, **{"Accept-Language": "en"}
    )
    assert (told.status_code, told.json()["sentence"]) == (201, "Call: wrong number")
    assert call_api(engineer, "post", path, {"kind": "call", "result": "sang"}).status_code == 422
