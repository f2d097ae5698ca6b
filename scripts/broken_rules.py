"""Break the rules of tests/broken_rules one at a time and require that the test of each rule fails.

Every row names a rule, one text to replace in one file, and the test that must notice. Each job has a
copy under var/broken_rules and breaks only that, never the work tree, so a killed run leaves nothing behind.
A constraint is broken in the migration that lays it: the base of that run is migrated anew.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tests/broken_rules"
COPIES = ROOT / "var/broken_rules"
PREPARED = COPIES / "prepared"
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "node_modules", ".mypy_cache", ".ruff_cache")
PARTS = 10
# A row's test takes seconds; a break that makes it loop must not hold up the check.
LONGEST_SECONDS = 300
PASSED, FAILED = 0, 1


@dataclass(frozen=True)
class Break:
    """One rule and one way to break it. `file` and `test` are relative to the root of the repository."""

    name: str
    rule: str
    file: str
    old: str
    new: str
    test: str

    @property
    def test_file(self) -> str:
        return self.test.partition("::")[0]

    @property
    def is_of_the_database(self) -> bool:
        """Return whether the row breaks a migration, such as the one that lays a room's constraints."""
        return "/migrations/" in self.file


def read_table(folder: Path = TABLE) -> list[Break]:
    """Return every row of the table, sorted by name: `room/key`."""
    breaks = []
    for path in sorted(folder.glob("*.toml")):
        for key, fields in tomllib.loads(path.read_text(encoding="utf-8")).items():
            breaks.append(Break(name=f"{path.stem}/{key}", **fields))
    return sorted(breaks, key=lambda row: row.name)


def row_problems(row: Break, root: Path = ROOT) -> list[str]:
    """Return what is wrong with a row before it is run: a missing file, a text that is stale or no break."""
    source = root / row.file
    if not source.is_file():
        return [f"{row.name}: {row.file} does not exist"]
    problems = []
    occurrences = (text := source.read_text(encoding="utf-8")).count(row.old)
    if occurrences != 1:
        problems.append(f"{row.name}: «{row.old}» occurs {occurrences} times in {row.file}")
    if row.old == row.new:
        problems.append(f"{row.name}: the new text is the old one")
    if occurrences == 1 and source.suffix == ".py":
        try:
            compile(text.replace(row.old, row.new), row.file, "exec", dont_inherit=True)
        except SyntaxError as error:
            problems.append(f"{row.name}: the broken {row.file} is no Python: {error.msg}")
    test_file, _, test_name = row.test.partition("::")
    function = test_name.rpartition("::")[2].partition("[")[0]
    if not (root / test_file).is_file():
        problems.append(f"{row.name}: {test_file} does not exist")
    elif f"def {function}(" not in (root / test_file).read_text(encoding="utf-8"):
        problems.append(f"{row.name}: {test_file} has no {function}")
    return problems


def chosen_rows(rows: Sequence[Break], tenth: int | None, only: Sequence[str]) -> list[Break]:
    """Return the rows asked for: named ones, a tenth, or all. Raises SystemExit for a name that is no row."""
    if unknown := set(only) - {row.name for row in rows}:
        sys.exit(f"no such row: {', '.join(sorted(unknown))}")
    if only:
        return [row for row in rows if row.name in only]
    return list(rows) if tenth is None else list(rows[tenth % PARTS :: PARTS])


class Copy:
    """A copy of the work tree in which one rule at a time is broken."""

    def __init__(self, place: Path) -> None:
        self.place = place
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for entry in ROOT.iterdir():
            if entry.is_dir() and entry.name not in {"var", *NOT_COPIED(str(ROOT), [entry.name])}:
                shutil.copytree(entry, place / entry.name, ignore=NOT_COPIED)
            elif entry.is_file():
                shutil.copy2(entry, place / entry.name)
        # All copies share the migrated base of the tests, and begin with that of the work tree.
        PREPARED.mkdir(exist_ok=True)
        for base in (ROOT / "var/prepared").glob("base-*"):
            shutil.copy2(base, PREPARED / base.name)
        (place / "var").mkdir()
        self.prepared = place / "var/prepared"
        self.prepared.symlink_to(PREPARED)

    def run(self, tests: Sequence[str]) -> tuple[int | None, str]:
        """Return pytest's exit code and what it printed; None when it took too long."""
        command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "--tb=short", *tests]
        try:
            done = subprocess.run(
                command,
                cwd=self.place,
                env=self._environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, f"took more than {LONGEST_SECONDS} seconds"
        return done.returncode, done.stdout

    def _environment(self) -> dict[str, str]:
        dropped = ("OKNO_", "DATABASE_URL", "DJANGO_", "PYTEST_ADDOPTS")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        own = {"OKNO_SECRET_KEY": "only-for-the-check", "OKNO_VAR": str(self.place / "var")}
        # The bytecode of a broken file must not outlive the break.
        return {**kept, **own, "PYTHONPATH": str(self.place), "PYTHONDONTWRITEBYTECODE": "1"}

    def survives(self, row: Break) -> str:
        """Break the rule, run its test, mend the rule. Return "" when the test failed, else what happened."""
        source = self.place / row.file
        whole = source.read_text(encoding="utf-8")
        source.write_text(whole.replace(row.old, row.new), encoding="utf-8")
        try:
            with self.base_of_its_own() if row.is_of_the_database else nullcontext():
                code, output = self.run([row.test])
        finally:
            source.write_text(whole, encoding="utf-8")
        if code == FAILED:
            return ""
        if code == PASSED:
            return f"{row.test} passes although it is broken"
        return f"{row.test} did not run to its end (pytest's code {code}):\n{output.strip()[-2000:]}"

    @contextmanager
    def base_of_its_own(self) -> Iterator[None]:
        """Let the test migrate a base for itself: of a broken migration no other copy may take one.

        Only few prepared bases are kept, so in the shared folder it would push out that of the other copies.
        """
        self.prepared.unlink()
        self.prepared.mkdir()
        try:
            yield
        finally:
            shutil.rmtree(self.prepared)
            self.prepared.symlink_to(PREPARED)


def red_before(copy: Copy, rows: Sequence[Break]) -> str:
    """Return what pytest printed when a test of the rows fails with nothing broken, else ""."""
    code, output = copy.run(list(dict.fromkeys(row.test for row in rows)))
    return "" if code == PASSED else output


def run_rows(rows: Sequence[Break], jobs: int) -> list[str]:
    """Break each row in its turn, `jobs` at a time; return a sentence for every rule that survived."""
    copies: SimpleQueue[Copy] = SimpleQueue()
    for number in range(jobs):
        copies.put(Copy(COPIES / str(number)))
    if output := red_before(first := copies.get(), rows):
        return [f"a test of these rows fails with no rule broken:\n{output}"]
    copies.put(first)

    def run_one(row: Break) -> str:
        copy, began = copies.get(), time.monotonic()
        try:
            survived = copy.survives(row)
        finally:
            copies.put(copy)
        verdict = "SURVIVES" if survived else "caught"
        print(f"    {verdict:<9}{time.monotonic() - began:>5.1f} s  {row.name}", flush=True)
        return f"{row.name}: {row.rule}\n    {row.file}: {survived}" if survived else ""

    with ThreadPoolExecutor(jobs) as pool:
        return [sentence for sentence in pool.map(run_one, rows) if sentence]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help="every row")
    which.add_argument("--tenth", type=int, metavar="N", help="the rows of the Nth tenth, by rotation")
    which.add_argument("--only", action="append", default=[], metavar="ROW", help="this row: room/key")
    parser.add_argument("--jobs", type=int, default=1, help="so many at a time, each in its own copy")
    options = parser.parse_args()
    rows = chosen_rows(table := read_table(), options.tenth, options.only)
    if stale := [problem for row in rows for problem in row_problems(row)]:
        print("\n".join(stale))
        return 1
    survivors = run_rows(rows, max(1, min(options.jobs, len(rows))))
    print("\n".join([*survivors, f"{len(rows)} of {len(table)} rules broken, {len(survivors)} survived"]))
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
