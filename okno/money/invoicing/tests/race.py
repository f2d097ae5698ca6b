"""Two processes at once on the database of the test, on either engine."""

import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from okno.ground.kernel.tests import forks


def run_at_once(script: str, folder: Path, times: int = 2) -> tuple[list[str], str]:
    """Start `script` so many times, let all go at one moment; return what each printed, and the base's name.

    The test must have committed what they need (`transaction=True`). On SQLite they work on a copy of the
    test's base: the name is the copy's. A script finds its place in the last letter of `sys.argv[1]`.
    """
    base = _base(folder)
    runs = [partial(_run, script, str(folder / f"ready-{place}"), waits=True) for place in range(times)]
    return forks.race(base, runs), base


def ask(script: str, base: str) -> str:
    """Return what a script prints on that base."""
    asked = forks.fork(partial(_run, script, "", waits=False), base)
    text = asked.wait()
    assert asked.code == 0, text
    return text.strip()


def _run(script: str, place: str, *, waits: bool) -> None:
    names: dict[str, Any] = {"sys": sys, "time": time, "Path": Path, "connection": connection}
    names |= {"timezone": timezone, "now": timezone.now(), "__name__": "script"}
    sys.argv = ["script", place]
    code = compile(script, "script", "exec")
    if waits:
        print("ready", flush=True)
        sys.stdin.readline()
    exec(code, names)


def _base(folder: Path) -> str:
    if connection.vendor == "sqlite":
        path = folder / "race.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        return str(path)
    return str(connection.settings_dict["NAME"])
