"""Two processes at once on the database of the test, on either engine."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.db import connection

_HEAD = """
import sys, time, django
from pathlib import Path
django.setup()
from django.db import connection
from django.utils import timezone
connection.ensure_connection()
now = timezone.now()
Path(sys.argv[1]).touch()
while not Path(sys.argv[2]).exists():
    time.sleep(0.002)
"""


def run_at_once(script: str, folder: Path, times: int = 2) -> tuple[list[str], str]:
    """Start `script` so many times, let all go at one moment; what each printed, and the base's address.

    The test must have committed what they need (`transaction=True`). On SQLite they work on a copy of the
    test's base: the address is the copy's.
    """
    url = _address(folder)
    go = folder / "go"
    ready = [folder / f"ready-{place}" for place in range(times)]
    runners = [
        subprocess.Popen(
            [sys.executable, "-c", _HEAD + script, str(path), str(go)],
            env=_environment(url),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for path in ready
    ]
    while not all(path.exists() for path in ready):
        dead = [runner for runner in runners if runner.poll() is not None]
        assert not dead, dead[0].communicate()[0]
    go.touch()
    return [runner.communicate(timeout=120)[0].strip() for runner in runners], url


def ask(script: str, url: str) -> str:
    """What a script prints on that base."""
    asked = [sys.executable, "-c", f"import django\ndjango.setup()\n{script}"]
    return subprocess.run(
        asked, env=_environment(url), capture_output=True, text=True, check=True
    ).stdout.strip()


def _environment(url: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "okno.config.settings_test"}


def _address(folder: Path) -> str:
    if connection.vendor == "sqlite":
        path = folder / "race.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        return f"sqlite:///{path}"
    known = connection.settings_dict
    who = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    port = f":{known['PORT']}" if known["PORT"] else ""
    return f"postgresql://{who}@{quote(known['HOST'], safe='')}{port}/{quote(known['NAME'])}"
