"""`okno catch-mail [--port 1025]`: a mail server for development and the demo; nothing it takes leaves."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from okno.ground.outbox.catcher import HOST, Catcher, controller
from okno.ground.ui.commands import OknoCommand, stop_signs


class Command(OknoCommand):
    help = "Catch the letters of this machine: keep each as a file in var/mail and tell a line of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        usual = 1025 if settings.OKNO_SMTP else settings.EMAIL_PORT
        parser.add_argument("--port", type=int, default=usual, help=f"where to listen on {HOST} ({usual})")
        parser.add_argument(
            "--folder", type=Path, default=settings.VAR_DIR / "mail", help="where to keep them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        signals = stop_signs()
        server = controller(Catcher(options["folder"], self._tell, timezone.localtime), options["port"])
        try:
            server.start()
        except OSError as error:
            raise CommandError(
                f"{HOST}:{options['port']}: {error.strerror or error}", returncode=1
            ) from error
        self._tell(f"smtp://{HOST}:{options['port']} → {options['folder']}")
        signals.get()
        server.stop()

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
