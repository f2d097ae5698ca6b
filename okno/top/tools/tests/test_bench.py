"""`okno bench` measures on an empty database only, and tells what the page of figures is made of."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from okno.top.tools.bench.billing import rates
from okno.top.tools.bench.pages import KEYS
from tests.turns import in_turn

pytestmark = pytest.mark.slow
SIZES = ["--companies", "400", "--rounds", "2", "-n", "20"]


def bench(url: str, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "okno", "bench", "--here", "--json", *SIZES, *options]
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "okno.top.config.settings_test",
    }
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_measured_once_and_never_in_a_database_with_tables(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bench.sqlite3'}"
    done = bench(url)
    assert done.returncode == 0, done.stderr
    [told] = json.loads(done.stdout)
    assert set(told) == {"engine", "n", "rows", "billing_rows_s", "billing_limit_rows_s"}
    # Ten invoices with an entry each, a line for each of 20 services, two entries of the run itself.
    assert (told["engine"], told["n"], told["rows"]) == ("sqlite", 20, 42)
    assert min(told["billing_rows_s"], told["billing_limit_rows_s"]) > 0
    assert bench(url).returncode == 1


def test_the_best_month_tells_rows_a_second() -> None:
    assert rates(42, [2.0, 1.5], [0.5, 0.25]) == {
        "rows": 42,
        "billing_rows_s": 28.0,
        "billing_limit_rows_s": 168.0,
    }


@pytest.mark.slow
@pytest.mark.parametrize("part", in_turn(["pages"]))
def test_pages_are_asked_of_the_real_server_and_the_company_stays(part: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bench.sqlite3'}"
    for again in ([], ["--filled"]):
        done = bench(url, "--only", part, *again)
        assert done.returncode == 0, done.stderr
        [told] = json.loads(done.stdout)
        assert (told["engine"], told["companies"], told["deals"], told["entries"]) == (
            "sqlite",
            400,
            80,
            1200,
        )
        for key in KEYS:
            assert 0 < told[f"{key}_limit_p50_ms"] < told[f"{key}_p50_ms"] <= told[f"{key}_p95_ms"]
        assert 0 < told["empty_page_p50_ms"] <= told["empty_page_p95_ms"]
