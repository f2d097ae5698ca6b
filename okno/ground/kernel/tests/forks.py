"""Processes of a test: forked from it, so that each begins at once with all the code loaded."""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TextIO

from django.db import connections

LONGEST_SECONDS = 120


@dataclass
class Fork:
    """A child of this process, with its standard input and what it prints."""

    pid: int
    to: TextIO
    output: TextIO
    code: int | None = None

    def wait(self) -> str:
        """Return all that the child printed until its end."""
        text = self.output.read()
        self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.output.close()
        self.to.close()
        return text


def fork(run: Callable[[], object], url_name: str) -> Fork:
    """Start `run` in a child whose database is the one named so; print what it returns, unless that is None.

    The child has no connection of this process: this one closes its own before, because two processes that
    talk to PostgreSQL by one socket read each other's answers. A SQLite base in memory stays open: a fork
    copies it.
    """
    connections["default"].close()
    sys.stdout.flush()
    sys.stderr.flush()
    (child_in, to), (output, child_out) = os.pipe(), os.pipe()
    pid = os.fork()
    if not pid:
        os.close(to)
        os.close(output)
        _live(run, url_name, child_in, child_out)
    os.close(child_in)
    os.close(child_out)
    return Fork(pid, os.fdopen(to, "w", buffering=1), os.fdopen(output))


def _live(run: Callable[[], object], name: str, stdin: int, stdout: int) -> None:
    """Be the child to its end; never return into the test."""
    code = 1
    try:
        signal.alarm(LONGEST_SECONDS)
        os.dup2(stdout, 1)
        os.dup2(stdout, 2)
        sys.stdin, sys.stdout = os.fdopen(stdin), os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", closefd=False)
        _turn_to(name)
        answer = run()
        if answer is not None:
            print(answer)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _turn_to(name: str) -> None:
    of_the_test = connections["default"]
    connections.settings["default"] = {**connections.settings["default"], "NAME": name}
    connections["default"] = connections.create_connection("default")
    # Kept to the end: closing what is the parent's is not for the child.
    connections["default"]._of_the_test = of_the_test  # type: ignore[attr-defined]
    connections["default"].ensure_connection()


def race(name: str, runs: Sequence[Callable[[], object]]) -> list[str]:
    """Start all of `runs` in processes of their own, let them go at one moment, and return what each printed.

    Each prints "ready" and waits for a line of its input before it does what is raced for.
    """
    forks = [fork(run, name) for run in runs]
    try:
        for one in forks:
            first = one.output.readline()
            assert first == "ready\n", first + one.wait()
        for one in forks:
            one.to.write("go\n")
        return [one.wait().strip() for one in forks]
    finally:
        for one in forks:
            if one.code is None:
                os.kill(one.pid, signal.SIGKILL)
                one.wait()
