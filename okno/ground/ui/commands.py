"""The door of commands: what every `okno <verb>` shares."""

import json
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from queue import SimpleQueue
from typing import Any, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import OknoError, Refused

T = TypeVar("T")
BAR = 24


def stop_signs() -> SimpleQueue[int]:
    """Return the queue that gets SIGTERM and Ctrl-C from now on, for a command that runs until it is stopped.

    An Event set by a signal while it is waited for locks itself for ever; this queue does not.
    """
    signals: SimpleQueue[int] = SimpleQueue()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda number, _frame: signals.put(number))
    return signals


class OknoCommand(BaseCommand):
    """Adds --json and progress; a refusal is printed as sentences, journalled, and exits with 1."""

    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.add_argument("--json", action="store_true", help="answer with JSON")
        self.name = subcommand
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        self.as_json = bool(options.get("json"))
        try:
            return super().execute(*args, **options)
        except OknoError as error:
            if isinstance(error, Refused):
                record = import_string(settings.OKNO_REFUSAL_RECORDER)
                record(error, by=CONSOLE, door="command", where=getattr(self, "name", type(self).__module__))
            if self.as_json:
                self.answer(error_data(error))
            raise CommandError("\n".join(sentences(error)), returncode=1) from error

    def answer(self, data: Any, text: str = "") -> None:
        """Write the result: JSON with --json, otherwise `text`."""
        if self.as_json:
            text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        if text:
            self.stdout.write(text)

    def progress(self, iterable: Iterable[T], total: int) -> Iterator[T]:
        """Pass things on, drawing a bar on a terminal; quiet in a pipe and with --json."""
        has_bar = sys.stderr.isatty() and not self.as_json and total > 0
        for done, thing in enumerate(iterable, start=1):
            yield thing
            if has_bar:
                filled = min(BAR, BAR * done // total)
                bar = "█" * filled + "·" * (BAR - filled)
                sys.stderr.write(f"\r{bar} {done:,} / {total:,} ")
                sys.stderr.flush()
        if has_bar:
            sys.stderr.write("\n")


def error_data(error: OknoError) -> Mapping[str, Any]:
    """Return an error as data, under the names of the API's problem+json."""
    data: dict[str, Any] = {"error": str(error.reason)}
    if isinstance(error, Refused):
        data |= {
            "guard": error.guard.value,
            "remedy": str(error.remedy),
            "decides": str(error.decides),
        }
    if fields := getattr(error, "fields", None):
        data["fields"] = {name: str(sentence) for name, sentence in fields.items()}
    return data


def sentences(error: OknoError) -> list[str]:
    """Return an error as lines of text: of a refusal the guard, the reason, the remedy and who decides."""
    if not isinstance(error, Refused):
        fields = getattr(error, "fields", {})
        return [str(error.reason), *(f"{name}: {sentence}" for name, sentence in fields.items())]
    return [
        _("Guard {number}: {name}").format(number=error.guard.value, name=error.guard_name),
        str(error.reason),
        _("What would make it possible: {remedy}").format(remedy=error.remedy),
        _("Who decides: {decides}").format(decides=error.decides),
    ]
