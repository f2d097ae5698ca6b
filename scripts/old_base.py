"""Says that a database was made before version 0.1.0 and offers to set it aside: its migrations began anew.

Used by bin/demo and bin/serve before `okno migrate`. Exits 0 when there is nothing to do, 1 when it is left.
"""

import os
import sqlite3
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A room that no longer exists under this name: its migrations stand only in a base of before.
FORMER_ROOM = "sales"
ASIDE = "okno-before-0.1.0"


def base_path() -> Path | None:
    """Return the file of the SQLite database that Okno would open; None on another engine."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
    return Path(os.environ.get("OKNO_VAR", ROOT / "var")) / "okno.sqlite3"


def is_of_before(path: Path) -> bool:
    """Return whether the file holds a database whose migrations are those of before version 0.1.0."""
    if not path.is_file():
        return False
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        rows = base.execute("SELECT 1 FROM django_migrations WHERE app = ? LIMIT 1", [FORMER_ROOM])
        return rows.fetchone() is not None
    except sqlite3.DatabaseError:
        return False
    finally:
        base.close()


def set_aside(path: Path) -> Path:
    """Rename the database with its journal files; return its new place, which is never one that is taken."""
    target, number = path.with_name(f"{ASIDE}{path.suffix}"), 1
    while target.exists():
        number += 1
        target = path.with_name(f"{ASIDE}-{number}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(target.with_name(target.name + ending))
    return target


def main(arguments: list[str]) -> int:
    path = base_path()
    if path is None or not is_of_before(path):
        return 0
    print(
        f"The database {path} was made before version 0.1.0. Okno cannot open it: its migrations began anew."
    )
    agreed = "--set-aside" in arguments
    if not agreed and sys.stdin.isatty():
        agreed = input("Set it aside and begin with an empty one? Nothing in it is lost. [y/N] ").lower() in (
            "y",
            "yes",
        )
    if not agreed:
        print("Left as it is. To set it aside and begin with an empty one: bin/demo --set-aside")
        return 1
    print(f"Set aside as {set_aside(path)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
