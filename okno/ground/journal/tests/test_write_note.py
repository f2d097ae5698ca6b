"""C3: one stream, internal or for the client, and nothing in it is ever edited."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.journal.record import record
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.ground.kernel.events import EVENTS, Audience, Event

pytestmark = pytest.mark.both_engines


def write(company, by, now, **more):
    return write_note(company=company, text="Called about racks", by=by, at=now, **more)


@pytest.mark.parametrize(("kind", "sentence"), [("note", "Note"), ("call", "Call"), ("meeting", "Meeting")])
def test_a_note_is_internal_unless_said_otherwise(client_company, engineer, now, kind, sentence, settings):
    settings.LANGUAGE_CODE = "en"
    entry = write(client_company, engineer, now, kind=kind)
    assert entry.to_client is False
    assert entry.company == client_company
    assert entry.data == {"text": "Called about racks"}


def test_only_the_voices_of_the_company_write_for_the_client(
    client_company, engineer, project_manager, closer, account_manager, head, owner, now
):
    for by in (account_manager, head, owner):
        assert write(client_company, by, now, to_client=True).to_client is True
    for by in (engineer, project_manager, closer):
        with pytest.raises(Forbidden):
            write(client_company, by, now, to_client=True)
    with pytest.raises(Forbidden):
        write(client_company, CONSOLE, now)


def test_an_empty_note_and_an_unknown_kind_are_not_taken(client_company, head, now):
    with pytest.raises(Invalid):
        write_note(company=client_company, text="  ", by=head, at=now)
    with pytest.raises(Invalid):
        write_note(company=client_company, text="a", kind="letter", by=head, at=now)
    with pytest.raises(Invalid):
        write_note(company=client_company, text="a" * 10_001, by=head, at=now)


def test_the_database_itself_refuses_to_edit_an_entry(client_company, head, now):
    entry = write(client_company, head, now)
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(data={"text": "Never said"})
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(at=F("at"))
    entry.refresh_from_db()
    assert entry.data["text"] == "Called about racks"


def test_prices_are_hidden_from_engineers_and_pay_from_sellers(
    client_company, engineer, closer, accountant, head, now
):
    for audience in Audience:
        name = f"journal.test_{audience}"
        event = EVENTS.get(name) or Event(name, "seen", audience=audience)
        record(event, subject=client_company, by=CONSOLE, at=now)

    def seen(by):
        kinds = Entry.objects.visible_to(by).filter(kind__startswith="journal.test_")
        return {entry.audience for entry in kinds}

    assert seen(engineer) == {"staff"}
    assert seen(closer) == {"staff", "prices"}
    assert seen(accountant) == seen(head) == {"staff", "prices", "pay"}
    assert seen(None) == set()
