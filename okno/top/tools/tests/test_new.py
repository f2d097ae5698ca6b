"""`okno new`: what it writes compiles, registers itself, and its test fails until it is written."""

import ast
import shutil
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from okno.top.tools.scaffold import ROOT, Verb, new_action, new_room


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "okno/top/config").mkdir(parents=True)
    shutil.copy(ROOT / "okno/top/config/floors.py", tmp_path / "okno/top/config/floors.py")
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


@pytest.mark.parametrize(
    ("verb", "event", "name"),
    [
        ("pause_service", "ServicePaused", "service_paused"),
        ("send_quote", "QuoteSent", "quote_sent"),
        ("deny_access", "AccessDenied", "access_denied"),
        ("close", "Closed", "closed"),
    ],
)
def test_an_event_is_named_after_its_verb(verb: str, event: str, name: str):
    assert (Verb(verb).event_class, Verb(verb).event_name) == (event, name)


def test_a_room_stands_on_its_floor_and_in_the_order_of_import(house: Path):
    touched = new_room("collections", "money", house)
    assert all(path.exists() for path in touched)
    assert '"compensation", "collections")' in (house / "okno/top/config/floors.py").read_text()
    money = (house / "pyproject.toml").read_text().split('containers = ["okno.money"]')[1]
    layers = money.split("layers = [")[1].split("]")[0]
    assert layers.split() == ['"collections",', '"compensation",', '"plans",', '"payments",', '"invoicing",']


def test_an_action_has_its_permission_event_test_and_readme_line(house: Path):
    new_room("collections", "money", house)
    touched = new_action("collections", "pause_service", house)
    names = [path.relative_to(house / "okno/money/collections").as_posix() for path in touched]
    assert names == [
        "actions/pause_service.py",
        "tests/test_pause_service.py",
        "permissions.py",
        "events.py",
        "README.md",
    ]
    for path in touched[:4]:
        ast.parse(path.read_text())
    assert "allow(can_pause_service(by, company))" in touched[0].read_text()
    assert 'Event("collections.service_paused"' in touched[3].read_text()
    scope: dict[str, object] = {}
    exec(touched[1].read_text(), scope)
    with pytest.raises(pytest.fail.Exception):
        scope["test_pause_service_is_written"]()  # type: ignore[operator]


def test_what_stands_already_is_never_written_over(house: Path):
    new_room("collections", "money", house)
    new_action("collections", "pause_service", house)
    for make in (
        lambda: new_action("collections", "pause_service", house),
        lambda: new_room("collections", "team", house),
        lambda: new_room("collections2!", "money", house),
        lambda: new_room("surveys", "cellar", house),
        lambda: new_action("nowhere", "pause_service", house),
    ):
        with pytest.raises(CommandError):
            make()
