"""`okno import bank-statement FILE`: the command's door of load_statement."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.billing.actions.load_statement import load_statement
from okno.billing.models import BankStatement, Payment
from okno.ui.commands import OknoCommand


class StatementImport:
    help = "a bank's statement (1CClientBankExchange); the same payments again are not added"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, command: OknoCommand, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            said = _("The file {path} cannot be read: {reason}").format(path=path, reason=error.strerror)
            raise CommandError(said, returncode=2) from error
        loaded = load_statement(data=data, file_name=path.name, by=None, at=timezone.now())
        result = as_data(loaded)
        command.answer(result, "\n".join(_lines(result)))


def as_data(loaded: BankStatement) -> dict[str, Any]:
    """What `--json` answers; `matched` and `unclear` count the payments that this file brought."""
    counts = {
        status: loaded.payments.filter(status=status).count()
        for status in (Payment.Status.MATCHED.value, Payment.Status.UNCLEAR.value)
    }
    return {
        "documents": loaded.documents,
        "added": loaded.added,
        **counts,
        "warnings": loaded.warnings_told,
        "marked": loaded.marked_told,
    }


def _lines(result: dict[str, Any]) -> list[str]:
    counts = _(
        "Documents: {documents}, new: {added}, matched: {matched}, waiting for a person: {unclear}."
    ).format(**result)
    warnings = [
        _("Warning, line {line}: {text}").format(line=one["line"], text=one["text"])
        for one in result["warnings"]
    ]
    return [counts, *warnings, *(one["text"] for one in result["marked"])]
