"""Looking after letters: who sees them, sends one again, stops one; the catcher and the server's address."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as configured

from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR, actor_of
from okno.ground.kernel.errors import Forbidden
from okno.ground.outbox.actions.resend_mail import resend_mail
from okno.ground.outbox.actions.stop_mail import stop_mail
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.queue import post
from okno.ground.outbox.tests.smtp_server import a_free_port, send_by_hand
from okno.ground.ui.tests.addresses import address

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


def url(name, letter=None):
    return address(("journal", "outbox"), name, [letter.pk] if letter else [])


def test_only_the_writer_and_heads_look_after_a_letter(failed, closer, engineer, head, now):
    for by in (closer, engineer, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            resend_mail(letter=failed, by=by, at=now)
        with pytest.raises(Forbidden):
            stop_mail(letter=failed, by=by, at=now)
    resend_mail(letter=failed, by=head, at=now)


def test_pages_show_ones_own_letters_and_heads_all(client, sign_in, letter, account_manager, closer, head):
    for by, seen in ((account_manager, 1), (head, 1), (closer, 0)):
        sign_in(client, by)
        assert len(client.get(url("outgoing_mails")).context["page"].items) == seen
        assert client.get(url("outgoing_mail", letter)).status_code == (200 if seen else 404)
        assert client.post(url("stop_mail", letter), headers={"X": "x"}).status_code in (
            (302, 409) if seen else (404,)
        )


def test_the_text_is_shown_as_text(client, sign_in, letter, account_manager):
    page = sign_in(client, account_manager).get(url("outgoing_mail", letter)).content.decode()
    assert "&lt;script&gt;" in page


def test_tabs_by_status_and_trouble_in_words(client, sign_in, failed, account_manager):
    sign_in(client, account_manager)
    assert "No such user" in client.get(url("outgoing_mails"), {"view": "failed"}).content.decode()
    assert client.get(url("outgoing_mails"), {"view": "queued"}).context["page"].items == []
    assert client.get(url("outgoing_mails"), {"view": "x&a=b"}).context["view"] == ""


def test_a_button_in_the_list_leads_back_to_it(client, sign_in, failed, account_manager):
    sign_in(client, account_manager)
    back = url("outgoing_mails") + "?view=failed"
    assert client.post(url("resend_mail", failed), {"next": back})["Location"] == back
    stopped = client.post(url("stop_mail", failed), {"next": "https://elsewhere.test/"})
    assert stopped["Location"] == failed.get_absolute_url()


def test_the_api_of_letters(call_api, failed, account_manager, closer):
    assert call_api(closer, "get", f"/outbox/{failed.pk}").status_code == 404
    listed = call_api(account_manager, "get", "/outbox", {"status": "failed"}).json()["items"]
    assert [one["trouble"] for one in listed] == ["No such user"]
    assert call_api(account_manager, "post", f"/outbox/{failed.pk}/resend").json()["status"] == "queued"
    assert call_api(account_manager, "post", f"/outbox/{failed.pk}/stop").json()["status"] == "stopped"
    assert call_api(account_manager, "post", f"/outbox/{failed.pk}/stop").status_code == 409


@pytest.mark.one_engine
@pytest.mark.slow
def test_the_catcher_keeps_what_comes_and_stops_when_told(tmp_path):
    port = a_free_port()
    command = [
        sys.executable,
        "-m",
        "okno",
        "catch-mail",
        "--port",
        str(port),
        "--folder",
        str(tmp_path / "mail"),
    ]
    environment = {**os.environ, "OKNO_VAR": str(tmp_path), "OKNO_SECRET_KEY": "only-for-tests"}
    environment["DJANGO_SETTINGS_MODULE"] = "okno.top.config.settings"
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as catcher:
        assert catcher.stdout is not None
        assert str(port) in catcher.stdout.readline()
        send_by_hand(port, "info@romashka.test", "Привет, окно")
        assert "info@romashka.test «Привет, окно»" in catcher.stdout.readline()
        taken = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert taken.returncode == 1 and str(port) in taken.stderr
        catcher.send_signal(signal.SIGTERM)
        assert catcher.wait(timeout=10) == 0
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
    assert configured.OKNO_MAIL_BACKEND.endswith("locmem.EmailBackend"), "tests send nothing by chance"
