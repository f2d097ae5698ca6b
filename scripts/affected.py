"""What a change can break: the changed rooms and those above them, from the import order in pyproject.toml.

The order is checked by import-linter and complete, so that a change touches no room below it. What the
settings plug in by name (middleware, the frame of a page, reactions) is the exception: that is everything.

Tests across rooms (tests/) stand above all rooms. Of them the slow ones, which walk every page, run only when
something outside the rooms has changed: for a change within rooms the full check walks the pages.
"""

import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# These change no behaviour that a test of a room could see.
INERT = (".md",)
HARMLESS = ("docs/", ".github/", "scripts/", "bin/")


@dataclass(frozen=True)
class Affected:
    """`rooms` are folders, lowest first: the `changed` ones and those above the lowest of them.

    `everything`: a change outside the rooms can break any of them.
    """

    rooms: tuple[str, ...]
    changed: tuple[str, ...]
    everything: bool
    browser: bool


def room_folders(root: Path = ROOT) -> list[str]:
    """Return the folder of each room, the lowest first, as the layers of pyproject.toml have them."""
    tables = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = {
        container: contract["layers"]
        for contract in tables["contracts"]
        for container in contract["containers"]
    }

    def below(container: str) -> list[str]:
        if container not in layers:
            return [container.replace(".", "/")]
        return [room for layer in reversed(layers[container]) for room in below(f"{container}.{layer}")]

    return below("okno")


def changed_files(revision: str, root: Path = ROOT) -> list[str]:
    """Return the files changed since this branch left `revision`, the uncommitted and new ones too."""
    base = _git(root, "merge-base", revision, "HEAD").strip()
    tracked = _git(root, "diff", "--name-only", "--no-renames", base)
    return sorted(
        {*tracked.splitlines(), *_git(root, "ls-files", "--others", "--exclude-standard").splitlines()}
    )


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"git {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def plugged_in(root: Path = ROOT) -> set[str]:
    """Return the settings and the files that they name, which every room's pages run through."""
    settings = [path for path in root.glob("okno/**/settings*.py") if "tests" not in path.parts]
    names = {name for path in settings for name in re.findall(r'"(okno(?:\.\w+)+)"', path.read_text())}
    files = {path.relative_to(root).as_posix() for path in settings}
    for name in names:
        parts = name.split(".")
        ends = ["/".join(parts[:count]) + ".py" for count in range(2, len(parts) + 1)]
        files |= {end for end in ends if (root / end).is_file()}
    return files


def affected_by(files: list[str], rooms: list[str], plugged: set[str]) -> Affected:
    """Return what these changed files can break."""
    places_changed, everything = set[int](), bool(plugged & set(files))
    for file in files:
        if file.endswith(INERT) or file.startswith(HARMLESS):
            continue
        places = [place for place, room in enumerate(rooms) if file.startswith(f"{room}/")]
        if places:
            # Tests of a room too: the rooms above borrow its cast.
            places_changed.add(places[0])
        else:
            everything = True
    browser = any(file.startswith("tests/browser/") or "/static/" in file for file in files)
    lowest = min(places_changed, default=len(rooms))
    changed = tuple(rooms[place] for place in sorted(places_changed))
    return Affected(tuple(rooms[lowest:]), changed, everything, browser)
