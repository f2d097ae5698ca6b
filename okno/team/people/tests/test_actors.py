"""The journal keeps which kind of actor it was, and says it in the reader's language."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from okno.ground.journal.events import NoteWritten
from okno.ground.journal.models import Entry
from okno.ground.journal.record import record
from okno.ground.kernel.actors import (
    CLOCK,
    CONSOLE,
    VISITOR,
    Actor,
    ActorKind,
    actor_of,
    reaction_to,
    token_actor,
)
from okno.team.people.actions.issue_token import issue_token

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def write(client_company, now):
    def write(by):
        event = NoteWritten
        entry = record(event, subject=client_company, by=by, at=now, text="x")
        return Entry.objects.get(pk=entry.pk)

    return write


@pytest.fixture
def site(closer, now):
    token, _secret = issue_token(owner=closer, name="Сайт", scope="leads", by=CONSOLE, at=now)
    return token


def test_it_is_said_who_acted_and_how(write, closer, site):
    with_token = token_actor(closer, site.pk)
    reactions = [reaction_to("a.b", with_token), reaction_to("a.b", CLOCK)]
    entries = [write(by) for by in (actor_of(closer), with_token, CLOCK, CONSOLE, VISITOR, *reactions)]
    assert [entry.who for entry in entries] == [
        "Konstantin Closerov",
        "Konstantin Closerov через ключ «Сайт»",
        "по часам",
        "с консоли",
        "посетитель",
        "Konstantin Closerov, автоматически",
        "автоматически",
    ]
    with translation.override("en"):
        assert entries[1].who == "Konstantin Closerov with the token “Сайт”"
        assert entries[2].who == "by the clock"


def test_an_entry_gives_its_actor_back(write, closer, site):
    for by in (actor_of(closer), token_actor(closer, site.pk), CLOCK, CONSOLE, VISITOR):
        assert write(by).actor == by


def test_a_call_with_a_token_is_journalled_as_the_tokens(call_api, account_manager, client_company):
    path = f"/companies/{client_company.pk}/write-note"
    assert call_api(account_manager, "post", path, {"text": "Called"}).status_code == 201
    entry = Entry.objects.get(kind="journal.note_written")
    assert (entry.actor_kind, entry.by, entry.token.name) == ("token", account_manager, "test")


def test_what_is_done_on_a_page_is_journalled_as_the_employees(sign_in, client, head, client_company, now):
    path = reverse("journal:write_note", args=[client_company.pk])
    sign_in(client, head).post(path, {"text": "Met", "kind": "note"})
    entry = Entry.objects.get(kind="journal.note_written")
    assert (entry.actor_kind, entry.by, entry.token) == ("employee", head, None)


@pytest.mark.parametrize(
    ("kind", "has_employee", "has_token"),
    [
        ("employee", False, False),
        ("token", False, True),
        ("token", True, False),
        ("agent", False, False),
        ("clock", True, False),
        ("console", True, False),
        ("visitor", True, False),
        ("contact", True, False),
        ("letter", True, False),
        ("employee", True, True),
        ("clock", False, True),
        ("robot", False, False),
    ],
)
def test_the_database_refuses_a_kind_that_does_not_agree(
    client_company, closer, site, now, kind, has_employee, has_token
):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            at=now,
            kind="journal.note_written",
            subject_kind="clients.company",
            subject_id=client_company.pk,
            by=closer if has_employee else None,
            actor_kind=kind,
            token=site if has_token else None,
            audience="staff",
        )


def test_a_client_who_is_nobody_yet_has_a_kind_of_their_own(write):
    assert write(Actor(ActorKind.CONTACT)).who == "клиент"
