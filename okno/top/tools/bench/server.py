"""The real server over a filled database, and people who ask it for pages."""

import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.urls import reverse

WAIT_S: Final = 60
TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Silent(Exception):
    """The server did not start, or answered something else than a page."""


class Visitor:
    """One who has signed in, on a connection that stays open as a browser's does."""

    def __init__(self, port: int, email: str, password: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=WAIT_S)
        self._cookies: dict[str, str] = {}
        place = reverse("account_login")
        token = TOKEN.search(self._ask("GET", place)[1])
        fields = {"login": email, "password": password, "csrfmiddlewaretoken": token[1] if token else ""}
        status, _text = self._ask("POST", place, urlencode(fields))
        if status != 302:
            raise Silent(f"{email} could not sign in: {status}")

    def get(self, address: str) -> str:
        """Return the whole page; anything but a page stops the measuring."""
        status, text = self._ask("GET", address)
        if status != 200:
            raise Silent(f"{address}: {status}")
        return text

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
        except ConnectionError:
            # The server hangs up on whoever has asked for nothing in half a minute.
            self._connection.close()
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, text


@contextmanager
def served() -> Iterator[int]:
    """Yield the port of a server as `bin/serve` starts it, with settings of a real company, over this
    database.
    """
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="okno-bench-var-") as folder:
        command = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(port), "--workers", "1", "--blocking-threads", "4"]
        command += ["--no-access-log", "--log-level", "warning", "okno.top.config.wsgi:application"]
        (Path(folder) / "static").mkdir()
        server = subprocess.Popen(
            command, env=_environment(folder), stdout=subprocess.DEVNULL, preexec_fn=_end_with_parent
        )
        try:
            _wait_for(server, port)
            yield port
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _environment(folder: str) -> dict[str, str]:
    address = os.environ.get("DATABASE_URL") or f"sqlite:///{connection.settings_dict['NAME']}"
    left_out = {"OKNO_DEMO", "OKNO_DEBUG", "OKNO_HTTPS"}
    return {
        **{name: value for name, value in os.environ.items() if name not in left_out},
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "okno.top.config.settings",
        "OKNO_SECRET_KEY": settings.SECRET_KEY,
        "OKNO_HOSTS": "127.0.0.1",
        "OKNO_VAR": folder,
        "PYTHONPATH": str(settings.BASE_DIR),
    }


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until and server.poll() is None:
        try:
            http = HTTPConnection("127.0.0.1", port, timeout=WAIT_S)
            http.request("GET", reverse("account_login"))
            http.getresponse().read()
            http.close()
            return
        except (OSError, HTTPException):
            time.sleep(0.2)
    raise Silent("The server did not start.")


def _end_with_parent() -> None:
    """End the server with its parent: a killed measurement must not leave it behind (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
