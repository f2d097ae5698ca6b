"""A real mail server inside a test; what it took stands in `taken`, whom it refuses in `refused`."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Server:
    def __init__(self) -> None:
        self.port = a_free_port()
        self.taken: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self._controller: Controller | None = None

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def subjects(self) -> list[str]:
        return [str(letter["Subject"]) for letter in self.taken]


def a_free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def a_server(settings) -> Iterator[Server]:
    """Okno's mail goes there; it is up until stopped."""
    server = Server()
    settings.OKNO_MAIL_BACKEND = SMTP_BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    server.start()
    try:
        yield server
    finally:
        server.stop()


def send_by_hand(port: int, to: str, subject: str) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@okno.test", to, subject
    letter.set_content("Text")
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(letter)
