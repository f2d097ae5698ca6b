"""The outbox against a real SMTP server: nothing lost, nothing twice, a no told in words (complaint 5)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.translation import override

from okno.ground.journal.events import GuardRefused
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, actor_of
from okno.ground.kernel.errors import Forbidden
from okno.ground.outbox import postman
from okno.ground.outbox.events import MailFailed
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.postman import CLAIM, PAUSES, _claim, compose, deliver_mail
from okno.ground.outbox.queue import post
from okno.ground.outbox.tests.smtp_server import a_server

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
MINUTE = timedelta(minutes=1)
ASKED = []


def nobody_minds(address):
    ASKED.append(address)
    return False


def romashka_minds(address):
    return address.endswith("@romashka.test")


@pytest.fixture(autouse=True)
def guard(settings):
    ASKED.clear()
    settings.OKNO_MAIL_GUARD = f"{__name__}.nobody_minds"


@pytest.fixture
def server(settings):
    with a_server(settings) as server:
        yield server


def letter(now, number=1, to="info@romashka.test", **more):
    return post(key=f"letter-{number}", to=to, subject=f"Letter {number}", text="Привет", at=now, **more)


def test_a_letter_leaves_once_with_all_that_it_needs(server, settings, now, account_manager, client_company):
    settings.DEFAULT_FROM_EMAIL = "Окно <mail@okno.test>"
    letter(now, by=actor_of(account_manager), company=client_company, reply_to="anna@okno.test")
    letter(now, 2)
    assert deliver_mail(by=CLOCK, at=now) == 2
    assert deliver_mail(by=CLOCK, at=now + timedelta(days=2)) == 0
    written, of_okno = server.taken
    assert str(written["From"]) == "Anna Accountova <mail@okno.test>"
    assert str(written["Reply-To"]) == "anna@okno.test"
    assert written["Auto-Submitted"] is None
    assert of_okno["Auto-Submitted"] == "auto-generated"
    assert str(of_okno["From"]) == "Окно <mail@okno.test>"
    assert written.get_content().strip() == "Привет"
    assert written["Message-ID"].endswith("@okno.test>")
    assert written["Message-ID"] != of_okno["Message-ID"]
    sent = OutgoingMail.objects.get(key="letter-1")
    assert (sent.status, sent.tries, sent.trouble) == ("sent", 1, "")
    assert now <= sent.sent_at < now + MINUTE


def test_a_server_an_hour_away_loses_nothing_and_sends_nothing_twice(server, now):
    server.stop()
    for number in (1, 2, 3):
        letter(now, number)
    assert deliver_mail(by=CLOCK, at=now) == 0
    assert OutgoingMail.objects.filter(tries__gt=0).count() == 1, "one knocks, the others wait untouched"
    for minute in range(60):
        assert deliver_mail(by=CLOCK, at=now + minute * MINUTE) == 0
    waiting = OutgoingMail.objects.filter(status="queued")
    assert waiting.count() == 3
    assert all("127.0.0.1" in one.trouble for one in waiting.filter(tries__gt=0))
    server.start()
    sent = [deliver_mail(by=CLOCK, at=now + minute * MINUTE) for minute in range(60, 180)]
    assert sum(sent) == 3
    assert sorted(server.subjects()) == ["Letter 1", "Letter 2", "Letter 3"]


def test_the_pauses_grow_and_after_a_day_it_is_told(server, now, client_company):
    server.stop()
    one, at, pauses = letter(now, company=client_company), now, []
    while True:
        deliver_mail(by=CLOCK, at=at)
        one.refresh_from_db()
        if one.status != "queued":
            break
        pauses.append(round((one.next_try_at - at) / MINUTE))
        at = one.next_try_at
    assert pauses == [1, 5, 15, *[60] * 23]
    assert one.status == "failed"
    assert one.tries == len(PAUSES) + 1
    told = Entry.objects.get(kind=MailFailed.name)
    with override("en"):
        assert "The mail server is not responding: 127.0.0.1" in told.sentence
    with override("ru"):
        assert "Почтовый сервер не отвечает: 127.0.0.1" in told.sentence
    assert told.company == client_company
    assert told.to_client is False


def test_a_refused_letter_is_marked_with_the_words_and_the_others_go(server, now):
    server.refused = {"gone@romashka.test": "550 No such user", "busy@romashka.test": "450 Come later"}
    for number, to in enumerate(["gone@romashka.test", "busy@romashka.test", "info@romashka.test"]):
        letter(now, number, to)
    assert deliver_mail(by=CLOCK, at=now) == 1
    gone, busy, fine = OutgoingMail.objects.order_by("pk")
    assert (gone.status, busy.status, fine.status) == ("failed", "queued", "sent")
    assert gone.trouble == "refused 550 No such user"
    assert busy.trouble == "refused 450 Come later"
    with override("ru"):
        assert gone.trouble_words == "Почтовый сервер ответил: 550 No such user"
    with override("en"):
        assert gone.trouble_words == "The mail server replied: 550 No such user"
    server.refused = {}
    assert deliver_mail(by=CLOCK, at=now + 2 * MINUTE) == 1
    assert server.subjects() == ["Letter 2", "Letter 1"]


def test_a_wrong_password_fails_no_letter(server, settings, now):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "okno", "wrong"
    one = letter(now)
    assert deliver_mail(by=CLOCK, at=now) == 0
    one.refresh_from_db()
    assert one.status == "queued"
    assert one.trouble.startswith("login ")


def test_a_letter_that_cannot_be_written_keeps_no_other(server, now):
    broken = letter(now, 1)
    OutgoingMail.objects.filter(pk=broken.pk).update(reply_to="a@b.test\nBcc: all@b.test")
    letter(now, 2)
    assert deliver_mail(by=CLOCK, at=now) == 1
    broken.refresh_from_db()
    assert broken.status == "failed"
    assert server.subjects() == ["Letter 2"]


def test_a_claim_killed_in_the_middle_is_taken_up_again(server, now):
    one = letter(now)
    assert _claim(one.pk, now).pk == one.pk
    assert _claim(one.pk, now) is None
    assert deliver_mail(by=CLOCK, at=now + CLAIM - MINUTE) == 0
    assert deliver_mail(by=CLOCK, at=now + CLAIM) == 1
    assert server.subjects() == ["Letter 1"]


def test_a_slow_postman_does_not_write_over_a_later_one(server, now, monkeypatch):
    """His server hangs for longer than the claim: meanwhile another has tried, and put the letter off."""
    late = now + CLAIM + MINUTE
    letter(now)
    server.refused = {"info@romashka.test": "450 Later"}

    def meanwhile(mail):
        monkeypatch.undo()
        deliver_mail(by=CLOCK, at=late)
        return compose(mail)

    monkeypatch.setattr(postman, "compose", meanwhile)
    deliver_mail(by=CLOCK, at=now)
    put_off = OutgoingMail.objects.get()
    assert (put_off.tries, put_off.status) == (2, "queued")
    assert put_off.next_try_at > late + PAUSES[0], "the pause after the second try, not after the first"


def test_a_letter_stopped_while_the_server_takes_it_is_told_as_sent(server, now, monkeypatch):
    one = letter(now)

    def stop_meanwhile(claimed):
        OutgoingMail.objects.update(status="stopped")
        return compose(claimed)

    monkeypatch.setattr(postman, "compose", stop_meanwhile)
    assert deliver_mail(by=CLOCK, at=now) == 1
    one.refresh_from_db()
    assert one.status == "sent"


def test_a_letter_stopped_while_the_server_refuses_it_stays_stopped(server, now, monkeypatch):
    server.refused = {"info@romashka.test": "450 Later"}
    one = letter(now)

    def stop_meanwhile(claimed):
        OutgoingMail.objects.update(status="stopped")
        return compose(claimed)

    monkeypatch.setattr(postman, "compose", stop_meanwhile)
    assert deliver_mail(by=CLOCK, at=now) == 0
    one.refresh_from_db()
    assert one.status == "stopped"


def test_who_asked_not_to_be_written_to_since_is_not(server, settings, now, client_company, engineer):
    settings.OKNO_MAIL_GUARD = f"{__name__}.romashka_minds"
    one = letter(now, company=client_company)
    assert deliver_mail(by=CLOCK, at=now) == 0
    one.refresh_from_db()
    assert (one.status, one.trouble) == ("stopped", "no-contact info@romashka.test")
    refusal = Entry.objects.get(kind=GuardRefused.name)
    assert (refusal.company, refusal.data["guard"]) == (client_company, "6")
    assert server.taken == []


def test_letters_to_our_own_are_not_asked(server, now, engineer):
    letter(now, 1, engineer.email.upper())
    letter(now, 2, "info@romashka.test")
    assert deliver_mail(by=CLOCK, at=now) == 2
    assert ASKED == ["info@romashka.test"]


def test_the_postman_is_the_clocks_and_the_heads(now, engineer, head):
    with pytest.raises(Forbidden):
        deliver_mail(by=actor_of(engineer), at=now)
    assert deliver_mail(by=actor_of(head), at=now) == 0


def test_at_most_so_many_in_one_round(server, now):
    for number in range(5):
        letter(now, number)
    assert deliver_mail(by=CLOCK, at=now, most=2) == 2
    assert deliver_mail(by=CLOCK, at=now) == 3


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_held_while_the_server_is_talked_to(server, now):
    letter(now)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        deliver_mail(by=CLOCK, at=now)
    assert server.taken == []
