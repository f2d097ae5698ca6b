"""bin/check --since: which rooms a change reaches."""

from pathlib import Path

import pytest

from scripts.affected import affected_by, plugged_in, room_folders

pytestmark = pytest.mark.one_engine
ROOMS = ["okno/ground/kernel", "okno/team/people", "okno/money/invoicing", "okno/read/reports"]
PLUGGED = {"okno/read/reports/middleware.py"}


@pytest.mark.parametrize(
    ("files", "rooms", "changed"),
    [
        (
            ["okno/money/invoicing/runs.py"],
            ("okno/money/invoicing", "okno/read/reports"),
            ["okno/money/invoicing"],
        ),
        (
            ["okno/read/reports/plan.py", "okno/team/people/models.py"],
            ("okno/team/people", "okno/money/invoicing", "okno/read/reports"),
            ["okno/team/people", "okno/read/reports"],
        ),
        (["okno/ground/kernel/tests/test_money.py"], tuple(ROOMS), ["okno/ground/kernel"]),
        (["okno/money/invoicing/README.md", "docs/MAP.md", "scripts/check.py"], (), []),
    ],
)
def test_a_room_and_those_above_it(files: list[str], rooms: tuple[str, ...], changed: list[str]) -> None:
    touched = affected_by(files, ROOMS, PLUGGED)
    assert (touched.rooms, touched.changed, touched.everything) == (rooms, tuple(changed), False)


@pytest.mark.parametrize(
    "file",
    [
        "conftest.py",
        "pyproject.toml",
        "tests/access.txt",
        "okno/conftest.py",
        "okno/read/reports/middleware.py",
    ],
)
def test_what_all_rooms_stand_on_is_everything(file: str) -> None:
    assert affected_by([file], ROOMS, PLUGGED).everything


def test_the_rooms_and_what_is_plugged_in_are_there() -> None:
    root = Path(__file__).resolve().parents[1]
    folders = room_folders()
    assert len(folders) > 15 and all((root / folder / "apps.py").is_file() for folder in folders)
    names = {Path(file).name for file in plugged_in()}
    assert names >= {"settings.py", "addresses.py", "middleware.py", "handlers.py", "frame.py"}
