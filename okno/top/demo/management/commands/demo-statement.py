"""`okno demo-statement`: what the bank would send if clients paid what is open."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.ground.kernel.clock import local_date
from okno.ground.ui.commands import OknoCommand
from okno.top.demo.statement import demo_statement


class Command(OknoCommand):
    help = "Write a bank statement that pays the open invoices of our first company, as clients would."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day of payment, YYYY-MM-DD (today)")
        parser.add_argument("--out", type=Path, help="the file to write (demo-statement-DATE.txt)")

    def handle(self, *args: Any, **options: Any) -> None:
        on: date = options["on"] or local_date(timezone.now())
        path: Path = options["out"] or Path(f"demo-statement-{on}.txt")
        data, documents = demo_statement(on)
        try:
            path.write_bytes(data)
        except OSError as error:
            message = _("The file {path} cannot be written: {reason}").format(
                path=path, reason=error.strerror
            )
            raise CommandError(message, returncode=2) from error
        sentence = _("{path}: {documents} payments. Load it: okno import bank-statement {path}")
        self.answer(
            {"file": str(path), "documents": documents}, sentence.format(path=path, documents=documents)
        )
