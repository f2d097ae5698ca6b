"""The clock: a broken job keeps no other from its work, and `--every` goes on until it is told to stop."""

import os
import signal
import subprocess
import sys
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from okno.top.config.smtp import mail_settings


def breaks(**asked):
    raise RuntimeError("broken")


def works(**asked):
    return 7


def jobs() -> list[str]:
    return [f"{__name__}.breaks", f"{__name__}.works"]


def test_a_broken_job_is_told_and_the_others_run(settings):
    settings.OKNO_SCHEDULE = f"{__name__}.jobs"
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("tick", stdout=said)
    assert said.getvalue().splitlines() == ["breaks: broken", "works: 7"]


@pytest.mark.parametrize("every", ["0", "-5"])
def test_a_pause_is_above_zero(every):
    with pytest.raises(CommandError):
        call_command("tick", "--every", every)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ticks_until_told_to_stop(tmp_path, sign):
    environment = {**os.environ, "OKNO_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'empty'}"}
    environment |= {"DJANGO_SETTINGS_MODULE": "okno.top.config.settings", "OKNO_SECRET_KEY": "only-for-tests"}
    command = [sys.executable, "-m", "okno", "tick", "--every", "1"]
    # The base is empty: every job fails at its table, and it goes on all the same.
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as clock:
        assert clock.stdout is not None
        rounds = 0
        while rounds < 2:
            rounds += clock.stdout.readline().startswith("deliver_mail")
        clock.send_signal(sign)
        try:
            assert clock.wait(timeout=30) == 0
        finally:
            clock.kill()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("smtp://127.0.0.1:1025", ("127.0.0.1", 1025, "", "", False, False)),
        ("smtp://mail.test", ("mail.test", 25, "", "", False, False)),
        ("smtp://mail.test?tls=starttls", ("mail.test", 587, "", "", True, False)),
        ("smtp://a%40b.test:p%3Aw@mail.test?tls=ssl", ("mail.test", 465, "a@b.test", "p:w", False, True)),
        ("smtp://[::1]:2525", ("::1", 2525, "", "", False, False)),
    ],
)
def test_one_address_tells_all_of_a_mail_server(address, told):
    found = mail_settings(address)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == told


@pytest.mark.parametrize(
    "address", ["mail.test:25", "http://mail.test", "smtp://?tls=ssl", "smtp://a:b@c:x", "smtp://c?tls=1"]
)
def test_a_wrong_address_is_told_without_its_password(address):
    with pytest.raises(ImproperlyConfigured) as error:
        mail_settings(address)
    assert address not in str(error.value)
