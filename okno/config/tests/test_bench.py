"""`okno bench` measures on an empty database only, and tells what the page of figures is made of."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def bench(url: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "okno", "bench", "--here", "--json", "-n", "20"]
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "okno.config.settings_test"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_measured_once_and_never_in_a_database_with_tables(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bench.sqlite3'}"
    done = bench(url)
    assert done.returncode == 0, done.stderr
    [told] = json.loads(done.stdout)
    assert set(told) == {"engine", "n", "billing_with_lines_rows_s", "billing_limit_rows_s"}
    assert (told["engine"], told["n"]) == ("sqlite", 20)
    assert bench(url).returncode == 1
