"""Proofs that take minutes, each whole under one name; bin/check tries a part of each by turns."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PYTEST = ("-m", "pytest", "-n", str(min(os.cpu_count() or 1, 8)), "--dist", "loadgroup")
LONG = {"OKNO_HYPOTHESIS": "long"}
# A turn would leave parts out; the settings of a command are not those of the tests.
DROPPED = ("OKNO_TURN", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True)
class Proof:
    """What is proven, and what Python runs from the root of the checkout to prove it."""

    claim: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> bool:
        """Run it whole, its output going to this terminal; return whether it holds."""
        inherited = {name: value for name, value in os.environ.items() if name not in DROPPED}
        done = subprocess.run(
            [sys.executable, *self.arguments], cwd=ROOT, env={**inherited, **self.environment}, check=False
        )
        return done.returncode == 0


PROOFS = {
    "walks": Proof(
        "no sequence of actions breaks a guard, and a guard switched off is found out",
        (*PYTEST, "tests/test_guards_stateful.py"),
        LONG,
    ),
    "fuzz": Proof(
        "whatever is sent to whatever address is answered in words",
        (*PYTEST, "tests/test_problems.py", "tests/test_strange_words.py"),
        LONG,
    ),
    "kills": Proof(
        "a run of billing that is killed anywhere bills everything once",
        (*PYTEST, "okno/money/invoicing/tests/test_billing_killed.py"),
    ),
    "pages": Proof(
        "every page is for its readers, in one language, light, and within its budget of queries",
        (
            *PYTEST,
            *(f"tests/test_{name}.py" for name in ("pages", "access", "languages", "query_budgets")),
        ),
    ),
    "rules": Proof(
        "every rule of tests/broken_rules has a test that fails when it is broken",
        ("scripts/broken_rules.py", "--all", "--jobs", str(min(os.cpu_count() or 1, 8))),
    ),
}
