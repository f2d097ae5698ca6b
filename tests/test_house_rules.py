"""The rules of the house are checked by a script; here the script is."""

from pathlib import Path

import pytest

from scripts import house_rules, machine_paths

ACTION = """from okno.kernel.actions import action


@action
def {name}({star}invoice: int) -> None:
    pass
"""


def found(root: Path, name: str, text: str) -> list[str]:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return list(house_rules.complaints(root))


def function(lines: int) -> str:
    return "def run():\n" + "    print()\n" * (lines - 1)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("okno/billing/runs.py", "x = 1\n" * 301, "okno/billing/runs.py: 301 lines, 300 at most"),
        ("okno/billing/runs.py", function(41), "okno/billing/runs.py:1: run has 41 lines, 40 at most"),
        ("okno/billing/views.py", function(26), "okno/billing/views.py:1: run has 26 lines, 25 at most"),
        (
            "okno/billing/views/list.py",
            function(26),
            "okno/billing/views/list.py:1: run has 26 lines, 25 at most",
        ),
        ("okno/billing/utils.py", "", "okno/billing/utils.py: 'utils' says nothing; name it by what it owns"),
        (
            "okno/billing/runs.py",
            "type X = int\n",
            "okno/billing/runs.py:1: ",
        ),
        (
            "okno/billing/actions/issue_invoice.py",
            ACTION.format(name="issue", star="*, "),
            "okno/billing/actions/issue_invoice.py: an action's file has one public function, issue_invoice",
        ),
        (
            "okno/billing/actions/issue_invoice.py",
            ACTION.format(name="issue_invoice", star=""),
            "okno/billing/actions/issue_invoice.py: issue_invoice takes keywords only: put * first",
        ),
    ],
)
def test_each_breach_is_named(tmp_path: Path, name: str, text: str, complaint: str):
    told = found(tmp_path, name, text)
    assert len(told) == 1
    assert told[0].startswith(complaint)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("okno/billing/runs.py", "x = 1\n" * 300),
        ("okno/billing/runs.py", 'def run():\n    """' + "a\n" * 20 + '"""\n' + "    print()\n" * 39),
        ("okno/billing/tests/test_runs.py", function(90)),
        ("okno/billing/migrations/0001_initial.py", function(90)),
        ("okno/billing/actions/issue_invoice.py", ACTION.format(name="issue_invoice", star="*, ")),
    ],
)
def test_what_is_within_the_rules_passes(tmp_path: Path, name: str, text: str):
    assert found(tmp_path, name, text) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("see /ro" + "ot/notes", "a folder of one machine"),
        ("PATH=/ho" + "me/anna/bin", "a folder of one machine"),
        ("open('../sha" + "red/samples')", "a place outside the repository"),
        ("https://files.python" + "hosted.org/x", "the host of a registry"),
    ],
)
def test_places_of_one_machine_are_known(line: str, what: str):
    assert [name for name, pattern in machine_paths.FORBIDDEN.items() if pattern.search(line)] == [what]


def test_addresses_and_routes_are_not_places():
    for line in ("http://host/work/orders", 'path("work/list/")', "/workdays/2026", "root/x"):
        assert not any(pattern.search(line) for pattern in machine_paths.FORBIDDEN.values())
