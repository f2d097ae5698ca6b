"""The table of broken rules stays true: each row names one place of one file, and a test that exists."""

from pathlib import Path

import pytest

from scripts.broken_rules import PARTS, Break, chosen_rows, read_table, row_problems

ROWS = read_table()


@pytest.mark.one_engine
def test_every_row_is_true() -> None:
    assert [problem for row in ROWS for problem in row_problems(row)] == []
    assert [row.name for row in ROWS if not row.rule.endswith(".")] == []


@pytest.mark.one_engine
def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 150


@pytest.mark.one_engine
def test_ten_runs_break_every_rule_once() -> None:
    broken = [row.name for tenth in range(PARTS) for row in chosen_rows(ROWS, tenth, [])]
    assert sorted(broken) == [row.name for row in ROWS]


@pytest.mark.one_engine
def test_a_stale_row_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text("LIMIT = 3\nOTHER = 3\n")
    (tmp_path / "test_rule.py").write_text("def test_limit():\n    pass\n")
    fields = {"name": "room/key", "rule": "A rule.", "file": "rule.py", "test": "test_rule.py::test_limit"}
    true = Break(**fields, old="LIMIT = 3", new="LIMIT = 4")
    assert row_problems(true, tmp_path) == []
    assert "0 times" in row_problems(Break(**fields, old="LIMIT = 5", new="LIMIT = 4"), tmp_path)[0]
    assert "2 times" in row_problems(Break(**fields, old="3", new="4"), tmp_path)[0]
    assert "no Python" in row_problems(Break(**fields, old="LIMIT = 3", new="LIMIT ="), tmp_path)[0]
    gone = Break(**{**fields, "test": "test_rule.py::test_gone"}, old="LIMIT = 3", new="LIMIT = 4")
    assert "no test_gone" in row_problems(gone, tmp_path)[0]
