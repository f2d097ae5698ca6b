"""An accepted migration is never edited: databases in use have run it, and would never run its new text.

`scripts/migrations.sha256` holds a line for each accepted migration: the SHA-256 of its file, its path.
The check compares; `--accept` adds the new files, and is the last thing done before they are merged.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ACCEPTED = Path("scripts/migrations.sha256")


def migrations(root: Path) -> dict[str, str]:
    """Return the SHA-256 of each migration of the rooms by its path, in the order of paths."""
    paths = sorted(root.glob("okno/*/*/migrations/[0-9]*.py"))
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
    }


def accepted(root: Path) -> dict[str, str]:
    """Return the accepted migrations as `migrations` does; none where the list does not exist."""
    path = root / ACCEPTED
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def complaints(root: Path = ROOT) -> Iterator[str]:
    """Yield a sentence for each accepted migration that was edited or removed, and each not yet accepted."""
    present, before = migrations(root), accepted(root)
    for name, digest in before.items():
        if name not in present:
            yield f"{name}: an accepted migration was removed or renamed; put it back and write a new one"
        elif present[name] != digest:
            yield f"{name}: an accepted migration was edited; put it back and write a new one"
    for name in sorted(present.keys() - before.keys()):
        yield f"{name}: not accepted yet; when it is final: python scripts/migrations_grow.py --accept"


def accept(root: Path = ROOT) -> None:
    """Add the new migrations to the list; what is in it already stays, edited or not."""
    rows = sorted({**migrations(root), **accepted(root)}.items())
    text = "".join(f"{digest}  {name}\n" for name, digest in rows)
    (root / ACCEPTED).write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accept", action="store_true", help="add the new migrations to the list")
    if parser.parse_args().accept:
        accept()
    sentences = list(complaints())
    print("\n".join(sentences))
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
