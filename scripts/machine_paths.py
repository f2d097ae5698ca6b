"""No tracked file may name a place of one machine or the host a package came from."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {
    "a folder of one machine": re.compile(r"(?<![\w.:/-])/(?:root|home/\w+|work|Users/\w+)/\w"),
    "a place outside the repository": re.compile(r"\.\./shared\b"),
    "the host of a registry": re.compile(
        r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)/\S*\.tgz|registry\.npmjs\.org|yarnpkg\.com)\b"
    ),
}
LOCKED = re.compile(r'"resolved":|^--(?:extra-)?index-url|^--find-links')
BINARY = {".png", ".jpg", ".ttf", ".woff2", ".pdf", ".ico", ".xlsx"}


def complaints(root: Path = ROOT) -> Iterator[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        path = root / name
        if path.suffix in BINARY or not path.is_file():
            continue
        lock = path.name.startswith("requirements") or path.name == "package-lock.json"
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for what, pattern in FORBIDDEN.items():
                if pattern.search(line):
                    yield f"{name}:{number}: {what}"
            if lock and LOCKED.search(line):
                yield f"{name}:{number}: an address in a lock file"


def main() -> int:
    if not (ROOT / ".git").exists():
        return 0
    sentences = list(complaints())
    print("\n".join(sentences))
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
