"""Two ticks at once: each letter leaves once, on either engine (complaint 5)."""

from pathlib import Path

import pytest
from django.utils import timezone

from okno.ground.outbox.queue import post
from okno.ground.outbox.tests.smtp_server import SMTP_BACKEND, a_server
from okno.money.invoicing.tests.race import ask, run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]
LETTERS = 40

TICK = """
from okno.ground.kernel.actors import CLOCK
from django.conf import settings
settings.OKNO_MAIL_BACKEND, settings.EMAIL_PORT = {backend!r}, {port}
settings.OKNO_MAIL_GUARD = "okno.top.config.tests.test_outbox_race.nobody_minds"
from okno.ground.outbox.postman import deliver_mail
print(deliver_mail(by=CLOCK, at=now))
"""
LEFT = """
from okno.ground.outbox.models import OutgoingMail
print(OutgoingMail.objects.filter(status="queued").count())
"""


def nobody_minds(address: str) -> bool:
    return False


def test_two_ticks_at_once_send_each_letter_once(settings, tmp_path: Path) -> None:
    at = timezone.now()
    for number in range(LETTERS):
        post(key=f"letter-{number}", to="info@romashka.test", subject=f"{number}", text="Text", at=at)
    with a_server(settings) as server:
        said, url = run_at_once(TICK.format(backend=SMTP_BACKEND, port=server.port), tmp_path)
        counts = [int(one) for one in said]
    assert sum(counts) == LETTERS
    assert sorted(map(int, server.subjects())) == list(range(LETTERS))
    assert ask(LEFT, url) == "0"
