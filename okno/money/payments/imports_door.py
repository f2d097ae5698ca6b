"""`okno import bank-statement FILE`: the command that calls load_statement."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.ground.kernel.actors import CONSOLE
from okno.ground.ui.commands import OknoCommand
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.models import BankStatement, Payment


class StatementImport:
    name = "bank-statement"
    help = "a bank's statement (1CClientBankExchange); the same payments again are not added"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, command: OknoCommand, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            message = _("The file {path} cannot be read: {reason}").format(path=path, reason=error.strerror)
            raise CommandError(message, returncode=2) from error
        loaded = load_statement(data=data, file_name=path.name, by=CONSOLE, at=timezone.now())
        result = as_data(loaded)
        command.answer(result, "\n".join(_lines(result)))


def as_data(loaded: BankStatement) -> dict[str, Any]:
    """Return the answer of `--json`; `matched` and `unclear` count the payments that this file added."""
    counts = {
        status: loaded.payments.filter(status=status).count()
        for status in (Payment.Status.MATCHED.value, Payment.Status.UNCLEAR.value)
    }
    return {
        "documents": loaded.documents,
        "added": loaded.added,
        **counts,
        "warnings": loaded.rendered_warnings,
        "marked": loaded.rendered_marks,
    }


def _lines(result: dict[str, Any]) -> list[str]:
    counts = _(
        "Documents: {documents}, new: {added}, matched: {matched}, waiting for a person: {unclear}."
    ).format(**result)
    warnings = [
        _("Warning, line {line}: {text}").format(line=warning["line"], text=warning["text"])
        for warning in result["warnings"]
    ]
    return [counts, *warnings, *(mark["text"] for mark in result["marked"])]
