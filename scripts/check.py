"""The steps of bin/check: each is named, timed and run even when an earlier one has failed."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import chromium

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv/bin"
PYTHON = str(BIN / "python")
OKNO = [PYTHON, "-m", "okno"]
# loadgroup: what costs much to set up, and says so by an xdist_group, is set up in one worker.
WORKERS = ["-n", str(min(os.cpu_count() or 1, 8)), "--dist", "loadgroup"]
PYTEST = [PYTHON, "-m", "pytest", *WORKERS, "--ignore=tests/browser"]
POSTGRES = [PYTHON, "-m", "okno.config.throwaway_postgres", "--"]
BROWSER = [PYTHON, "-m", "pytest", "tests/browser", "-m", "browser"]


@dataclass(frozen=True)
class Step:
    """`prepare` returns more environment for the command, or raises SystemExit with a word for a person."""

    name: str
    command: list[str]
    fast: bool = True
    prepare: Callable[[], dict[str, str]] = dict


def _browser() -> dict[str, str]:
    path = chromium.find_or_install()
    return {"CHROMIUM": path, "DJANGO_ALLOW_ASYNC_UNSAFE": "1", **chromium.libraries(path)}


STEPS = [
    Step("format", [str(BIN / "ruff"), "format", "--check", "."]),
    Step("lint", [str(BIN / "ruff"), "check", "."]),
    Step("templates", [str(BIN / "djlint"), "--lint", "--quiet", "okno"]),
    Step("house rules", [PYTHON, "scripts/house_rules.py"]),
    Step("no machine paths", [PYTHON, "scripts/machine_paths.py"]),
    Step("room order", [str(BIN / "lint-imports"), "--no-cache"]),
    Step("types", [str(BIN / "mypy")]),
    Step("migrations", [*OKNO, "makemigrations", "--check", "--dry-run"]),
    Step("map", [*OKNO, "map", "--check"]),
    Step("sentences", [*OKNO, "messages", "--check"]),
    Step("tests on SQLite", PYTEST),
    Step("tests on PostgreSQL", [*POSTGRES, *PYTEST, "-m", "not one_engine"], fast=False),
    Step("browser journey", BROWSER, fast=False, prepare=_browser),
]


def environment() -> dict[str, str]:
    """The check's own: nothing of the caller's Okno, no password of theirs, bytecode kept."""
    dropped = ("OKNO_", "DATABASE_URL", "DJANGO_", "PYTHONDONTWRITEBYTECODE", "PYTEST_ADDOPTS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    own = {name: os.environ[name] for name in ("OKNO_POSTGRES_BIN", "OKNO_SAMPLES") if name in os.environ}
    return {
        **kept,
        **own,
        "OKNO_SECRET_KEY": "only-for-the-check",
        "OKNO_VAR": str(ROOT / "var/check"),
        "PYTHONPATH": str(ROOT),
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    }


def run(step: Step) -> bool:
    """True when it passed; what it printed is shown only when it did not."""
    try:
        more = step.prepare()
    except SystemExit as error:
        print(f"    {error}", flush=True)
        return False
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env={**environment(), **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        print(
            f"    $ {' '.join(step.command).replace(str(ROOT) + '/', '')}\n{done.stdout.rstrip()}", flush=True
        )
    elif "passed" in (last := (done.stdout.strip().splitlines() or [""])[-1]):
        print(f"    {last}", flush=True)
    return done.returncode == 0


def chosen(options: argparse.Namespace) -> list[Step]:
    unknown = set(options.steps) - {step.name for step in STEPS}
    if unknown:
        sys.exit(f"no such step: {', '.join(sorted(unknown))}; there are: {', '.join(s.name for s in STEPS)}")
    if options.steps:
        return [step for step in STEPS if step.name in options.steps]
    return [step for step in STEPS if step.fast or not options.fast]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/check")
    parser.add_argument("--fast", action="store_true", help="no PostgreSQL and no browser")
    parser.add_argument("--setup-took", type=float, default=0.0, help=argparse.SUPPRESS)
    parser.add_argument("steps", nargs="*", help="only these steps, by name")
    options = parser.parse_args()
    results = [("setup", options.setup_took, True)]
    for step in chosen(options):
        print(f"==> {step.name}", flush=True)
        began = time.monotonic()
        passed = run(step)
        results.append((step.name, time.monotonic() - began, passed))
    print("\nstep                     seconds")
    for name, seconds, passed in results:
        print(f"{name:<24} {seconds:>7.1f}  {'ok' if passed else 'FAILED'}")
    print(f"{'in all':<24} {sum(seconds for _, seconds, _ in results):>7.1f}")
    return 0 if all(passed for _, _, passed in results) else 1


if __name__ == "__main__":
    sys.exit(main())
