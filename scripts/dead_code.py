"""Find functions, methods, classes, properties and imports that neither code nor templates use.

`vulture` reads Python alone. A property that only a template reads, or a handler that a setting names, is in
use as well, so names found there are left out. What a library calls by its name is in dead_code_allowed.txt.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = ROOT / "scripts/dead_code_allowed.txt"
KINDS = ("function", "method", "class", "property", "import")
# Registered by the decorator: a route, a filter, a signal's receiver, a reaction, a system check.
REGISTERED = ["@*router.*", "@register*", "@*.register*", "@receiver*", "@on", "@on(*", "@pytest.*", "@api.*"]
NOT_READ = ["*/migrations/*", "*/tests/*", "*/conftest.py", "*/apps.py"]
NAME = re.compile(r"[A-Za-z_]\w*")
QUOTED = re.compile(r"""(["'])((?:(?!\1)[^\\\n])*)\1""")


def unused(folders: list[Path]) -> Iterator[tuple[Path, int, str, str]]:
    """Yield file, line, kind and name of every definition that nobody uses.

    django-ninja calls `resolve_FIELD` of a shape, so that these are never unused.
    """
    search = Vulture(ignore_decorators=REGISTERED)
    search.scavenge([str(folder) for folder in folders], exclude=NOT_READ)
    elsewhere = names_elsewhere(folders) | allowed()
    for item in search.get_unused_code(min_confidence=60):
        if item.typ in KINDS and item.name not in elsewhere and not item.name.startswith("resolve_"):
            yield item.filename, item.first_lineno, item.typ, item.name


def names_elsewhere(folders: list[Path]) -> set[str]:
    """Return the names that templates mention, and those in quotes in the code: settings name by text."""
    names: set[str] = set()
    for folder in folders:
        for path in folder.rglob("*.html"):
            names |= set(NAME.findall(path.read_text()))
        for path in folder.rglob("*.py"):
            if "tests" not in path.parts and "migrations" not in path.parts:
                for _quote, text in QUOTED.findall(path.read_text()):
                    # A sentence is no name: dotted paths, lookups and single words are.
                    if " " not in text:
                        names |= set(NAME.findall(text.replace("__", " ")))
    return names


def allowed() -> set[str]:
    """Return the names that a library calls."""
    lines = ALLOWED.read_text().splitlines()
    return {line.split("#")[0].strip() for line in lines} - {""}


def main(folders: list[Path]) -> int:
    rows = list(unused(folders))
    for path, line, kind, name in rows:
        print(f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}:{line}: unused {kind} {name}")
    return bool(rows)


if __name__ == "__main__":
    sys.exit(main([ROOT / "okno", ROOT / "scripts"]))
