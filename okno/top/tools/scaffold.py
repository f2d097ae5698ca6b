"""Makes the files of a new action or a new room, with a test that fails until it is written."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError

from okno.top.config.floors import FLOORS

ROOT = Path(__file__).resolve().parents[3]
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
# fmt: off
IRREGULAR = {
    "begin": "begun", "bring": "brought", "give": "given", "hold": "held", "keep": "kept", "lose": "lost",
    "make": "made", "pay": "paid", "put": "put", "reset": "reset", "send": "sent", "set": "set",
    "sell": "sold", "take": "taken", "tell": "told", "undo": "undone", "win": "won",
    "withdraw": "withdrawn", "write": "written",
}
# fmt: on

ACTION = '''"""TODO_SENTENCE."""

from datetime import datetime

from {room}.events import {event_class}
from {room}.permissions import can_{verb}
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.records.clients.models import Company


@action
def {verb}(*, company: Company, by: Actor, at: datetime) -> Company:
    """{sentence} (name the requirement). Raises Forbidden for those who may not."""
    allow(can_{verb}(by, company))
    record({event_class}, subject=company, by=by, at=at)
    return company
'''
PERMISSION = '''

def can_{verb}(by: Actor, company: Company) -> bool:
    """Return whether this actor may {words}."""
    return by.is_machine
'''
EVENT = """{event_class} = Event("{room_name}.{event_name}", _("{event_words}"))
"""
TEST = '''"""{sentence}: what it does, what it refuses, who may not."""

import pytest


def test_{verb}_is_written():
    pytest.fail("write what {verb} does, what it refuses and who may not; figures written out")
'''
ROOM_FILES = {
    "__init__.py": "",
    "README.md": (
        "# {name}: what it owns\nStates, invariants (each by its constraint's name), verbs: "
        "under 40 lines.\n\nVerbs:\n"
    ),
    "apps.py": (
        "from django.apps import AppConfig\n\n\nclass {camel}Config(AppConfig):\n"
        '    name = "{path}"\n    label = "{name}"\n'
    ),
    "models.py": '"""What the room keeps; rules that one row can break are named constraints."""\n',
    "permissions.py": (
        '"""Who may do what in this room."""\n\nfrom okno.ground.kernel.actors import Actor\n'
        "from okno.records.clients.models import Company\n"
    ),
    "events.py": (
        '"""What can happen in this room."""\n\nfrom django.utils.translation import gettext_lazy as _\n\n'
        "from okno.ground.kernel.events import Event\n"
    ),
    "room.py": (
        '"""What {name} adds to the house."""\n\nfrom okno.ground.ui.rooms import Room\n\n'
        'ROOM = Room("{name}")\n'
    ),
    "reactions.py": '"""What {name} does at once when something happens in another room."""\n',
    "actions/__init__.py": "",
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
}


@dataclass(frozen=True)
class Verb:
    """An action's name and what follows from it: `pause_service` → ServicePaused, `service_paused`."""

    name: str

    @property
    def event_name(self) -> str:
        verb, _, thing = self.name.partition("_")
        return f"{thing}_{participle(verb)}" if thing else participle(verb)

    @property
    def event_class(self) -> str:
        return "".join(part.capitalize() for part in self.event_name.split("_"))

    @property
    def words(self) -> str:
        return self.name.replace("_", " ")


def participle(verb: str) -> str:
    """Return the past participle of an English verb: pause → paused, deny → denied, send → sent."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def room_folder(name: str, root: Path = ROOT) -> Path:
    """Return the folder of a room. Raises CommandError for a room that does not exist."""
    rooms = sorted((root / "okno").glob(f"*/{name}/__init__.py"))
    if not rooms:
        raise CommandError(f"no such room: {name}", returncode=2)
    return rooms[0].parent


def new_action(room: str, verb: str, root: Path = ROOT) -> list[Path]:
    """Write an action with its permission, event, failing test and README line; return the files touched.

    Raises CommandError for a name that is no verb in snake_case or that stands already.
    """
    _check_name(verb)
    folder = room_folder(room, root)
    path = folder / f"actions/{verb}.py"
    if path.exists():
        raise CommandError(f"{path.relative_to(root)} stands already", returncode=2)
    named = Verb(verb)
    values = {
        "room": ".".join(folder.relative_to(root).parts),
        "room_name": room,
        "verb": verb,
        "words": named.words,
        "sentence": named.words.capitalize(),
        "event_class": named.event_class,
        "event_name": named.event_name,
        "event_words": named.event_name.replace("_", " ").capitalize(),
    }
    _write(path, ACTION.replace("TODO_SENTENCE", named.words.capitalize()).format(**values))
    test = folder / f"tests/test_{verb}.py"
    _write(test, TEST.format(**values))
    touched = [path, test]
    for name, text in (("permissions.py", PERMISSION), ("events.py", EVENT)):
        file = folder / name
        file.write_text(
            file.read_text(encoding="utf-8").rstrip("\n") + "\n" + text.format(**values), encoding="utf-8"
        )
        touched.append(file)
    readme = folder / "README.md"
    readme.write_text(
        f"{readme.read_text(encoding='utf-8').rstrip()}\n`{verb}`: {named.words}.\n", encoding="utf-8"
    )
    return [*touched, readme]


def new_room(name: str, floor: str, root: Path = ROOT) -> list[Path]:
    """Write the files of an empty room, the last on its floor; return the files touched.

    Raises CommandError for an unknown floor, a name that is no snake_case or a room that stands already.
    """
    _check_name(name)
    if floor not in FLOORS:
        raise CommandError(f"no such floor: {floor}; there are: {', '.join(FLOORS)}", returncode=2)
    folder = root / "okno" / floor / name
    if any((root / "okno").glob(f"*/{name}/__init__.py")):
        raise CommandError(f"the room {name} stands already", returncode=2)
    values = {"name": name, "path": f"okno.{floor}.{name}", "camel": name.title().replace("_", "")}
    touched = []
    for inner, text in ROOM_FILES.items():
        _write(folder / inner, text.format(**values))
        touched.append(folder / inner)
    floors = root / "okno/top/config/floors.py"
    _insert(floors, re.compile(rf'("{floor}": \([^)]*?),?\)'), rf'\1, "{name}")')
    layers = root / "pyproject.toml"
    _insert(
        layers,
        re.compile(rf'(containers = \["okno\.{floor}"\].*?layers = \[\n)', re.DOTALL),
        rf'\1    "{name}",\n',
    )
    return [*touched, floors, layers]


def _check_name(name: str) -> None:
    if not IDENTIFIER.fullmatch(name):
        raise CommandError(f"{name!r} is no name in snake_case", returncode=2)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _insert(path: Path, pattern: re.Pattern[str], replacement: str) -> None:
    text, count = pattern.subn(replacement, path.read_text(encoding="utf-8"), count=1)
    if not count:
        raise CommandError(f"{path.name} has no place for it", returncode=1)
    path.write_text(text, encoding="utf-8")
