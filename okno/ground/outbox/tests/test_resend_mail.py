"""A failed letter goes again, at the word of its writer or of a head."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR, actor_of
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.ground.outbox.actions.resend_mail import resend_mail
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


@pytest.fixture
def failed(letter):
    OutgoingMail.objects.filter(pk=letter.pk).update(status="failed", trouble="No such user", tries=27)
    letter.refresh_from_db()
    return letter


def test_a_failed_letter_goes_again_with_all_its_tries(failed, account_manager, now):
    resend_mail(letter=failed, by=account_manager, at=now)
    failed.refresh_from_db()
    assert (failed.status, failed.tries, failed.trouble, failed.next_try_at) == ("queued", 0, "", now)
    assert Entry.objects.get(kind="outbox.mail_resent").company == failed.company


def test_the_journal_says_who_sent_it_again(failed, head, now):
    resend_mail(letter=failed, by=head, at=now)
    entry = Entry.objects.get(kind="outbox.mail_resent")
    assert (entry.by, entry.data["to"]) == (head, "info@romashka.test")


def test_others_send_nothing_again(failed, closer, engineer, now):
    for by in (closer, engineer, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            resend_mail(letter=failed, by=by, at=now)
    failed.refresh_from_db()
    assert (failed.status, failed.tries) == ("failed", 27)


def test_of_two_who_send_it_again_one_does(failed, account_manager, head, now):
    seen_by_head = OutgoingMail.objects.get(pk=failed.pk)
    resend_mail(letter=failed, by=account_manager, at=now)
    with override("en"), pytest.raises(Conflict, match="was changed by someone else"):
        resend_mail(letter=seen_by_head, by=head, at=now)
    assert Entry.objects.filter(kind="outbox.mail_resent").count() == 1
