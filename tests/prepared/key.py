"""The name of a prepared thing: a hash of all it is made from, so that a stale one is never taken."""

import ast
import fcntl
import functools
import hashlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Not OKNO_VAR: what is prepared serves a run of pytest by hand as well as the check.
FOLDER = ROOT / "var/prepared"
# More of one kind are of older states of the code.
KEPT = 3


def hash_of(paths: Iterable[Path]) -> str:
    """Return a short hash of these files, of the installed packages and of this Python."""
    digest = hashlib.sha256(repr(sys.version_info[:3]).encode())
    for path in sorted({*paths, ROOT / "requirements-dev.txt"}):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def hash_of_migrations() -> str:
    """Return the hash of all migrations, of what they import, of the rows laid after, and of the settings."""
    migrations = [*ROOT.glob("okno/**/migrations/*.py")]
    settings = ROOT.glob("okno/**/settings*.py")
    lists = [*ROOT.glob("okno/**/directories/*.py"), *ROOT.glob("okno/**/directory/*.py")]
    own = Path(__file__).parent.glob("*.py")
    return hash_of([*migrations, *settings, *lists, *_imported(migrations), *own])


@functools.cache
def hash_of_tests() -> str:
    """Return the hash of the product, of its tests and of what the tests build their houses with."""
    # What is compiled follows from what is hashed; what a browser alone reads makes no row.
    made, unread = {"__pycache__", "vendor", "fonts", "static"}, {".mo", ".pyc", ".md"}
    own = [*ROOT.glob("tests/house/*.py"), *ROOT.glob("tests/prepared/*.py"), ROOT / "tests/clock.py"]
    return hash_of(
        [
            path
            for path in ROOT.glob("okno/**/*")
            if path.is_file() and not made & set(path.parts) and path.suffix not in unread
        ]
        + own
    )


def _imported(paths: Iterable[Path]) -> set[Path]:
    """Return the files of the rooms that these files lead to by their imports."""
    waiting, files = list(paths), set()
    while waiting:
        for name in _names_imported(waiting.pop()):
            file = ROOT / f"{name.replace('.', '/')}.py"
            if file.exists() and file not in files:
                files.add(file)
                waiting.append(file)
    return files


def _names_imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("okno."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("okno"):
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@contextmanager
def alone(kind: str) -> Iterator[None]:
    """Hold other processes off while one thing of this kind is prepared."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / f"{kind}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def drop_old(kind: str) -> None:
    """Delete all but the newest few prepared files of this kind."""
    files = [path for path in FOLDER.glob(f"{kind}-*") if path.is_file()]
    for path in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        path.unlink(missing_ok=True)
