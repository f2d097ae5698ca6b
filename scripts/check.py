"""The steps of bin/check: each is named, timed and run even when an earlier one has failed."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import affected
import chromium

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv/bin"
PYTHON = str(BIN / "python")
OKNO = [PYTHON, "-m", "okno"]
CORES = min(os.cpu_count() or 1, 8)
# loadgroup: what costs much to set up, and says so by an xdist_group, is set up in one worker.
WORKERS = ["-n", str(CORES), "--dist", "loadgroup"]
PYTEST = [PYTHON, "-m", "pytest", *WORKERS, "--ignore=tests/browser"]
POSTGRES = [PYTHON, "-m", "okno.top.tools.throwaway_postgres", "--"]
BROWSER = [PYTHON, "-m", "pytest", "-n", str(CORES), "tests/browser", "-m", "browser"]
BROKEN = [PYTHON, "scripts/broken_rules.py", "--jobs", str(CORES)]
# pytest's "no test was selected": a change may touch none of a kind.
NOTHING_SELECTED = 5


@dataclass(frozen=True)
class Step:
    """`prepare` returns more environment for the command, or raises SystemExit with a word for a person."""

    name: str
    command: list[str]
    fast: bool = True
    prepare: Callable[[], dict[str, str]] = dict
    passes: tuple[int, ...] = (0,)
    # Static steps write nothing and read only the files, so that they run beside each other.
    is_static: bool = False


@dataclass(frozen=True)
class Result:
    step: str
    seconds: float
    passed: bool


def _browser() -> dict[str, str]:
    path = chromium.find_or_install()
    return {"CHROMIUM": path, "DJANGO_ALLOW_ASYNC_UNSAFE": "1", **chromium.libraries(path)}


def _static(name: str, *command: str) -> Step:
    return Step(name, list(command), is_static=True)


STATIC = [
    # The longest first: the others fill the time beside it.
    _static("types", str(BIN / "mypy")),
    _static("migrations", *OKNO, "makemigrations", "--check", "--dry-run"),
    _static("map", *OKNO, "map", "--check"),
    _static("sentences", *OKNO, "messages", "--check"),
    _static("format", str(BIN / "ruff"), "format", "--check", "."),
    _static("lint", str(BIN / "ruff"), "check", "."),
    _static("templates", str(BIN / "djlint"), "--lint", "--quiet", "okno"),
    _static("house rules", PYTHON, "scripts/house_rules.py"),
    _static("English words", PYTHON, "scripts/english_words.py"),
    _static("dead code", PYTHON, "scripts/dead_code.py"),
    _static("no machine paths", PYTHON, "scripts/machine_paths.py"),
    _static("migrations grow", PYTHON, "scripts/migrations_grow.py"),
    _static("room order", str(BIN / "lint-imports"), "--no-cache"),
]
JOURNEY = Step("browser journey", BROWSER, fast=False, prepare=_browser)


def steps_of(options: argparse.Namespace) -> list[Step]:
    """Return the steps of this run: with samples, whole, or what a change since a revision needs."""
    if options.since:
        return [*STATIC, *_since(options.since)]
    only = "not one_engine" if options.whole else "both_engines and not one_engine"
    broken = [*BROKEN, *(["--all"] if options.whole else ["--tenth", str(turn())])]
    return [
        *STATIC,
        Step("tests on SQLite", PYTEST),
        Step("tests on PostgreSQL", [*POSTGRES, *PYTEST, "-m", only], fast=False),
        Step("broken rules", broken, fast=False),
        JOURNEY,
    ]


def _since(revision: str) -> Iterator[Step]:
    """Yield the tests of the changed rooms and those above; all of tests/ when not only rooms changed."""
    files, rooms_in_order = affected.changed_files(revision), affected.room_folders()
    touched = affected.affected_by(files, rooms_in_order, affected.plugged_in())
    if touched.everything:
        yield Step("tests on SQLite", PYTEST)
    else:
        if touched.rooms:
            yield Step("tests on SQLite", [*PYTEST, *touched.rooms, "-m", "not slow"])
        yield Step("tests across rooms", [*PYTEST, "tests", "-m", "not slow"])
    # What differs between the engines is a room's own SQL: the rooms above meet PostgreSQL in the full check.
    rooms = [] if touched.everything else touched.changed
    if touched.everything or rooms:
        command = [*POSTGRES, *PYTEST, *rooms, "-m", "both_engines and not one_engine"]
        yield Step("tests on PostgreSQL", command, fast=False, passes=(0, NOTHING_SELECTED))
    if touched.browser:
        yield JOURNEY


def turn() -> int:
    """Return whose turn it is among the parts that are tried by rotation: the number of this commit.

    The same commit tries the same parts again. OKNO_TURN names another turn; without git it goes by the day.
    """
    if named := os.environ.get("OKNO_TURN"):
        return int(named)
    counted = subprocess.run(
        ["git", "rev-list", "--count", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(counted.stdout) if counted.returncode == 0 else date.today().toordinal()  # noqa: DTZ011


def environment(whole: bool) -> dict[str, str]:
    """Return the check's environment: nothing of the caller's Okno, no password of theirs, bytecode kept."""
    dropped = ("OKNO_", "DATABASE_URL", "DJANGO_", "PYTHONDONTWRITEBYTECODE", "PYTEST_ADDOPTS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    passed_on = ("OKNO_POSTGRES_BIN", "OKNO_SAMPLES", "OKNO_TEST_NOW")
    own = {name: os.environ[name] for name in passed_on if name in os.environ}
    return {
        **kept,
        **own,
        **({} if whole else {"OKNO_TURN": str(turn())}),
        "OKNO_SECRET_KEY": "only-for-the-check",
        "OKNO_VAR": str(ROOT / "var/check"),
        "PYTHONPATH": str(ROOT),
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    }


def run(step: Step, whole: bool) -> Result:
    """Run one step and print its name, and what it said only when it did not pass."""
    began, output = time.monotonic(), ""
    try:
        done = subprocess.run(
            step.command,
            cwd=ROOT,
            env={**environment(whole), **step.prepare()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        passed = done.returncode in step.passes
        lines = done.stdout.strip().splitlines() or [""]
        if not passed:
            command = " ".join(step.command).replace(str(ROOT) + "/", "")
            output = f"\n    $ {command}\n{done.stdout.rstrip()}"
        elif "passed" in lines[-1] or "rules broken" in lines[-1]:
            output = f"\n    {lines[-1]}"
    except SystemExit as error:
        passed, output = False, f"\n    {error}"
    # One print: steps that run beside each other do not mix their words.
    print(f"==> {step.name}{output}", flush=True)
    return Result(step.name, time.monotonic() - began, passed)


def run_all(steps: list[Step], whole: bool) -> list[Result]:
    """Run the static steps beside each other, then the rest one by one: each of those fills the machine."""
    static = [step for step in steps if step.is_static]
    with ThreadPoolExecutor(CORES) as pool:
        results = list(pool.map(lambda step: run(step, whole), static))
    return results + [run(step, whole) for step in steps if not step.is_static]


def chosen(options: argparse.Namespace) -> list[Step]:
    steps = steps_of(options)
    unknown = set(options.steps) - {step.name for step in steps}
    if unknown:
        sys.exit(f"no such step: {', '.join(sorted(unknown))}; there are: {', '.join(s.name for s in steps)}")
    if options.steps:
        return [step for step in steps if step.name in options.steps]
    return [step for step in steps if step.fast or not options.fast]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/check")
    parser.add_argument("--fast", action="store_true", help="no PostgreSQL, no broken rules and no browser")
    how_much = parser.add_mutually_exclusive_group()
    how_much.add_argument("--whole", action="store_true", help="no samples: everything, on both engines")
    how_much.add_argument("--since", metavar="REV", help="what changed since REV can break, and no more")
    parser.add_argument("--setup-took", type=float, default=0.0, help=argparse.SUPPRESS)
    parser.add_argument("steps", nargs="*", help="only these steps, by name")
    options = parser.parse_args()
    steps = chosen(options)
    print("no samples" if options.whole else f"samples of turn {turn()}: OKNO_TURN={turn()} repeats them")
    began = time.monotonic()
    results = [Result("setup", options.setup_took, True), *run_all(steps, options.whole)]
    took = options.setup_took + time.monotonic() - began
    print("\nstep                     seconds")
    for result in results:
        print(f"{result.step:<24} {result.seconds:>7.1f}  {'ok' if result.passed else 'FAILED'}")
    # Less than the sum: the static steps ran beside each other.
    print(f"{'in all':<24} {took:>7.1f}")
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
