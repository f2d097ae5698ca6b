"""A letter that waits is stopped, at the word of its writer or of a head; a sent one is not."""

import pytest
from django.db import IntegrityError, transaction

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR, actor_of
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.ground.outbox.actions.resend_mail import resend_mail
from okno.ground.outbox.actions.stop_mail import stop_mail
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.queue import post

pytestmark = pytest.mark.both_engines


@pytest.fixture
def letter(client_company, account_manager, now):
    return post(
        key="one",
        to="info@romashka.test",
        subject="When to call?",
        text="Hello\n<script>",
        at=now,
        company=client_company,
        by=actor_of(account_manager),
    )


def test_a_waiting_letter_is_stopped_once(letter, account_manager, now):
    stop_mail(letter=letter, by=account_manager, at=now)
    with pytest.raises(Conflict):
        stop_mail(letter=letter, by=account_manager, at=now)
    with pytest.raises(Conflict):
        resend_mail(letter=letter, by=account_manager, at=now)
    assert Entry.objects.filter(kind="outbox.mail_stopped").count() == 1


def test_the_journal_says_who_stopped_it(letter, head, now):
    stop_mail(letter=letter, by=head, at=now)
    letter.refresh_from_db()
    assert letter.status == "stopped"
    entry = Entry.objects.get(kind="outbox.mail_stopped")
    assert (entry.by, entry.company, entry.data["to"]) == (head, letter.company, "info@romashka.test")


def test_others_stop_nothing(letter, closer, engineer, now):
    for by in (closer, engineer, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            stop_mail(letter=letter, by=by, at=now)
    letter.refresh_from_db()
    assert letter.status == "queued"


def test_a_letter_that_has_gone_meanwhile_is_not_stopped(letter, account_manager, now):
    OutgoingMail.objects.filter(pk=letter.pk).update(status="sent", sent_at=now)
    with pytest.raises(Conflict):
        stop_mail(letter=letter, by=account_manager, at=now)
    letter.refresh_from_db()
    assert letter.status == "sent"


def test_a_letter_that_was_sent_has_its_moment_in_the_database_too(letter):
    with pytest.raises(IntegrityError, match="outgoing_sent_has_date"), transaction.atomic():
        OutgoingMail.objects.filter(pk=letter.pk).update(status="sent")
