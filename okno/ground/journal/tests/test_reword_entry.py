"""C3: what engineers write is internal until it is reworded for the client; nothing is edited on the way."""

from datetime import timedelta

import pytest
from django.urls import reverse

from okno.ground.journal.actions.reword_entry import reword_entry
from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.client_wording import suggested_wording
from okno.ground.journal.models import Entry
from okno.ground.journal.record import record
from okno.ground.journal.timeline import stream_of
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.ground.kernel.events import EVENTS, Audience, Event
from okno.ground.ui.tests.addresses import address

pytestmark = pytest.mark.both_engines

INLINE = {"HX-Request": "true"}


@pytest.fixture
def internal(client_company, engineer, now):
    return write_note(company=client_company, text="The fan is dying", by=engineer, at=now)


def of_audience(company, audience, now):
    name = f"journal.test_reword_{audience}"
    event = EVENTS.get(name) or Event(name, "Floor 10 750", audience=audience)
    return record(event, subject=company, by=CONSOLE, at=now)


def in_line(entry):
    return {**INLINE, "HX-Target": f"entry-{entry.pk}"}


def test_a_new_entry_for_the_client_names_the_internal_one(internal, account_manager, now):
    told = reword_entry(entry=internal, text=" We replace a fan. ", by=account_manager, at=now)
    assert (told.to_client, told.sentence, told.company) == (True, "We replace a fan.", internal.company)
    assert (told.subject_kind, told.subject_id) == ("journal.entry", internal.pk)
    internal.refresh_from_db()
    assert internal.to_client is False
    assert internal.data == {"text": "The fan is dying"}


def test_only_the_voices_reword(
    internal, engineer, project_manager, closer, account_manager, head, owner, now
):
    for by in (engineer, project_manager, closer, CONSOLE, CLOCK, VISITOR):
        with pytest.raises(Forbidden):
            reword_entry(entry=internal, text="A", by=by, at=now)
    for by in (account_manager, head, owner):
        assert reword_entry(entry=internal, text="A", by=by, at=now).to_client


def test_what_the_client_sees_already_and_what_is_of_no_client_is_not_reworded(internal, owner, now):
    told = reword_entry(entry=internal, text="A", by=owner, at=now)
    with pytest.raises(Forbidden):
        reword_entry(entry=told, text="B", by=owner, at=now)
    of_nobody = record(EVENTS["journal.note_written"], subject=owner, by=owner, at=now, text="A")
    with pytest.raises(Forbidden):
        reword_entry(entry=of_nobody, text="B", by=owner, at=now)


@pytest.mark.parametrize("text", ["  ", "a" * 10_001])
def test_nothing_and_too_much_is_not_said(internal, owner, now, text):
    with pytest.raises(Invalid):
        reword_entry(entry=internal, text=text, by=owner, at=now)


def test_prices_are_never_offered_and_stay_with_their_readers(client_company, owner, engineer, now):
    priced = of_audience(client_company, Audience.PRICES, now)
    assert suggested_wording(priced) == ""
    told = reword_entry(entry=priced, text="A new price: 20 000", by=owner, at=now)
    assert told.data == {"text": "A new price: 20 000"}
    assert told not in Entry.objects.visible_to(engineer)
    assert told in Entry.objects.visible_to(owner)


def test_pay_is_not_for_clients(client_company, owner, now):
    with pytest.raises(Forbidden):
        reword_entry(entry=of_audience(client_company, Audience.PAY, now), text="A", by=owner, at=now)


def test_a_second_wording_begins_with_the_first_and_the_first_is_marked(internal, owner, now):
    first = reword_entry(entry=internal, text="One", by=owner, at=now + timedelta(minutes=1))
    assert suggested_wording(internal) == "One"
    reword_entry(entry=internal, text="Two", by=owner, at=now + timedelta(minutes=2))
    two, one, old = stream_of(internal.company, owner).entries[:3]
    assert [entry.pk for entry in (one, old)] == [first.pk, internal.pk]
    assert (two.is_replaced, one.is_replaced) == (False, True)
    assert [wording.pk for wording in old.wordings] == [one.pk, two.pk]


def test_in_place_the_form_opens_in_the_entry_and_the_words_come_on_top(
    client, sign_in, internal, account_manager
):
    sign_in(client, account_manager)
    url = reverse("journal:reword_entry", args=[internal.pk])
    form = client.get(url, headers=in_line(internal)).content.decode()
    assert form.lstrip().startswith("<li")
    assert "The fan is dying</textarea>" in form
    answer = client.post(url, {"text": "We replace a fan."}, headers=in_line(internal)).content.decode()
    old, fresh = answer.split("hx-swap-oob")
    assert f'id="entry-{internal.pk}"' in old
    assert "We replace a fan." in fresh
    assert client.post(url, {"text": ""}, headers=in_line(internal)).status_code == 422


def test_without_scripts_it_is_a_page(client, sign_in, internal, account_manager):
    sign_in(client, account_manager)
    url = reverse("journal:reword_entry", args=[internal.pk])
    assert "<html" in client.get(url).content.decode()
    answer = client.post(url, {"text": "We replace a fan."}, follow=True)
    told = Entry.objects.get(kind="journal.entry_reworded")
    assert answer.redirect_chain[-1][0] == told.get_absolute_url()
    assert [entry.pk for entry in answer.context["entries"]] == [told.pk, internal.pk]


def test_who_may_not_is_not_offered_to(client, sign_in, internal, engineer):
    sign_in(client, engineer)
    assert client.get(reverse("journal:reword_entry", args=[internal.pk])).status_code == 403
    page = client.get(reverse("journal:company_stream", args=[internal.company_id])).content.decode()
    assert "/reword/" not in page


def test_what_is_not_seen_is_not_there(client, sign_in, client_company, engineer, now):
    priced = of_audience(client_company, Audience.PRICES, now)
    sign_in(client, engineer)
    for name in ("entry", "reword_entry"):
        assert client.get(address(("journal", "outbox"), name, [priced.pk])).status_code == 404


def test_the_api_rewords(call_api, internal, account_manager, engineer):
    path = f"/journal/{internal.pk}/reword"
    assert call_api(engineer, "post", path, {"text": "A"}).status_code == 403
    told = call_api(account_manager, "post", path, {"text": "We replace a fan."})
    assert told.status_code == 201
    assert told.json()["to_client"] is True
    assert (
        call_api(engineer, "get", f"/journal/{told.json()['id']}").json()["sentence"] == "We replace a fan."
    )


def test_the_stream_offers_it_for_what_a_person_wrote_alone(client, sign_in, internal, account_manager, now):
    """What the system wrote is reworded from its own page, and is neither tinted nor locked in the stream."""
    company = internal.company
    systems = record(EVENTS["journal.fields_changed"], subject=company, by=CONSOLE, at=now, changes="Phone")
    sign_in(client, account_manager)
    stream = client.get(reverse("journal:company_stream", args=[company.pk])).content.decode()
    for entry, is_written in ((internal, True), (systems, False)):
        line = stream[stream.index(f'id="entry-{entry.pk}"') :].split("</li>")[0]
        assert (reverse("journal:reword_entry", args=[entry.pk]) in line) == is_written
        assert ("bi-lock" in line) == is_written
        page = client.get(entry.get_absolute_url()).content.decode()
        assert reverse("journal:reword_entry", args=[entry.pk]) in page
    assert stream.count('class="entry internal"') == 1
