"""The rules of the house are checked by a script; here the script is."""

from pathlib import Path

import pytest

from scripts import action_rules, house_rules, language_rules, machine_paths

ACTION = """from okno.ground.kernel.actions import action


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
        (
            "okno/money/invoicing/runs.py",
            "x = 1\n" * 301,
            "okno/money/invoicing/runs.py: 301 lines, 300 at most",
        ),
        (
            "okno/money/invoicing/runs.py",
            function(41),
            "okno/money/invoicing/runs.py:1: run has 41 lines, 40 at most",
        ),
        (
            "okno/money/invoicing/views.py",
            function(26),
            "okno/money/invoicing/views.py:1: run has 26 lines, 25 at most",
        ),
        (
            "okno/money/invoicing/views/list.py",
            function(26),
            "okno/money/invoicing/views/list.py:1: run has 26 lines, 25 at most",
        ),
        (
            "okno/money/invoicing/utils.py",
            "",
            "okno/money/invoicing/utils.py: 'utils' says nothing; name it by what it owns",
        ),
        (
            "okno/money/invoicing/runs.py",
            "type X = int\n",
            "okno/money/invoicing/runs.py:1: ",
        ),
        (
            "okno/ground/ui/static/app.css",
            "a {}\n" * 301,
            "okno/ground/ui/static/app.css: 301 lines, 300 at most",
        ),
        (
            "okno/ground/ui/templates/ui/top.html",
            "<p>\n" + "a" * 141 + "\n</p>\n",
            "okno/ground/ui/templates/ui/top.html:2: 141 columns, 140 at most",
        ),
        (
            "okno/ground/ui/static/app.js",
            "//" + "a" * 119 + "\n",
            "okno/ground/ui/static/app.js:1: 121 columns, 120 at most",
        ),
        (
            "okno/ground/ui/static/app.css",
            "/* Two;\nlines */ a { color: red; margin: 0; }\n",
            "okno/ground/ui/static/app.css:2: one declaration a line",
        ),
        (
            "okno/ground/ui/static/app.css",
            "a {\n  color: red; margin: 0;\n}\n",
            "okno/ground/ui/static/app.css:2: one declaration a line",
        ),
        (
            "okno/ground/ui/static/app.css",
            "@media print { a { color: red; } }\n",
            "okno/ground/ui/static/app.css:1: one declaration a line",
        ),
        (
            "okno/money/invoicing/actions/issue_invoice.py",
            ACTION.format(name="issue", star="*, "),
            "okno/money/invoicing/actions/issue_invoice.py: an action's file has one public function, ",
        ),
        (
            "okno/money/invoicing/actions/issue_invoice.py",
            ACTION.format(name="issue_invoice", star=""),
            "okno/money/invoicing/actions/issue_invoice.py: issue_invoice takes keywords only: put * first",
        ),
        (
            "okno/money/invoicing/views.py",
            "from okno.money.invoicing.actions.issue_invoice import issue_invoice as issue\n",
            "okno/money/invoicing/views.py:1: issue_invoice is imported as issue; an action keeps its name",
        ),
        (
            "okno/money/invoicing/views.py",
            "def end(by):\n    if by is None:\n        raise Forbidden()\n",
            "okno/money/invoicing/views.py:3: a permission is refused by allow(…), not by raise Forbidden()",
        ),
        (
            "okno/money/invoicing/api/invoices.py",
            "from okno.money.invoicing.actions import issue_invoice as issuing\n",
            "okno/money/invoicing/api/invoices.py:1: issue_invoice is imported as issuing; ",
        ),
    ],
)
def test_each_breach_is_named(tmp_path: Path, name: str, text: str, complaint: str):
    told = found(tmp_path, name, text)
    assert len(told) == 1
    assert told[0].startswith(complaint)


@pytest.mark.parametrize("call", ["now", "timezone.now()"])
def test_the_day_of_utc_is_no_day_of_a_test(tmp_path: Path, call: str):
    told = found(tmp_path, "okno/money/invoicing/tests/test_runs.py", f"on = {call}" + ".date()\n")
    assert told == [
        "okno/money/invoicing/tests/test_runs.py:1: the day of UTC; local_date(now) is the company's"
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("okno/money/invoicing/runs.py", "x = 1\n" * 300),
        ("okno/money/invoicing/runs.py", 'def run():\n    """' + "a\n" * 20 + '"""\n' + "    print()\n" * 39),
        ("okno/ground/kernel/errors.py", "def allow(permitted):\n    raise Forbidden()\n"),
        ("okno/top/config/tokens.py", 'raise Forbidden(_("The scope of this token does not allow this."))\n'),
        ("okno/money/invoicing/views.py", "from okno.ground.kernel.actions import action as verb\n"),
        ("okno/money/invoicing/tests/test_runs.py", function(90)),
        ("okno/money/invoicing/migrations/0001_initial.py", function(90)),
        ("okno/ground/ui/templates/ui/top.html", "я" * 140 + "\n"),
        ("okno/ground/ui/static/app.js", "//" + "я" * 118 + "\n"),
        ("okno/ground/ui/static/vendor/htmx.js", "//" + "a" * 900 + "\n"),
        (
            "okno/ground/ui/static/app.css",
            "a { color: red; }\nb {\n  background: url('data:x;y'); /* c; d; */\n"
            "  color: color-mix(in srgb, var(--a, var(--b)) 40%, var(--c));\n}\n",
        ),
        ("okno/money/invoicing/actions/issue_invoice.py", ACTION.format(name="issue_invoice", star="*, ")),
    ],
)
def test_what_is_within_the_rules_passes(tmp_path: Path, name: str, text: str):
    assert found(tmp_path, name, text) == []


def test_an_address_is_named_as_its_view(tmp_path: Path):
    path = tmp_path / "okno/money/invoicing/urls.py"
    path.parent.mkdir(parents=True)
    issued, billed = (
        'path("a/", views.issue_invoice_view, name="issue_invoice")',
        'path("b/", views.bill, name="run")',
    )
    path.write_text(f"urlpatterns = [{issued}, {billed}]\n")
    assert list(house_rules.complaints(tmp_path)) == [
        "okno/money/invoicing/urls.py: the address 'run' opens bill: name it as its view"
    ]


def test_comments_and_the_docstring_of_a_function_are_free(tmp_path: Path):
    path = tmp_path / "okno/money/invoicing/runs.py"
    path.parent.mkdir(parents=True)
    docstring = '    """Run.\n\n    It runs.\n    """\n'
    path.write_text("def run():\n" + docstring + "    # Why.\n" * 9 + "    x = 1\n" * 39)
    assert list(house_rules.complaints(tmp_path)) == []


def _write_room(root: Path, files: int, lines: int, actions: int) -> Path:
    """Write a room of as many files, the actions among them, each of as many lines; return its folder."""
    room = root / "okno/money/invoicing"
    for folder in ("actions", "tests", "migrations"):
        (room / folder).mkdir(parents=True)
    for number in range(files):
        folder = room / "actions" if number < actions else room
        (folder / f"file_{number}.py").write_text("x = 1\n" * lines)
    return room


def test_a_room_may_have_exactly_what_the_limits_allow(tmp_path: Path):
    room = _write_room(tmp_path, files=60, lines=75, actions=25)
    for folder in ("tests", "migrations"):
        (room / folder / "more.py").write_text("x = 1\n" * 5000)
    (room / "file_59.py").write_text("x = 1\n" * 75 + "    # Why.\n" * 100)
    assert list(house_rules._room_sizes(tmp_path)) == []


@pytest.mark.parametrize(
    ("files", "lines", "actions", "complaint"),
    [
        (45, 101, 0, "4545 lines of Python, 4500 at most in a room"),
        (61, 1, 0, "61 Python files, 60 at most in a room"),
        (26, 1, 26, "26 actions, 25 at most in a room"),
    ],
)
def test_a_room_beyond_a_limit_is_named(tmp_path: Path, files: int, lines: int, actions: int, complaint: str):
    _write_room(tmp_path, files, lines, actions)
    assert list(house_rules._room_sizes(tmp_path)) == [f"okno/money/invoicing: {complaint}"]
    assert f"okno/money/invoicing: {complaint}" in list(house_rules.complaints(tmp_path))


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


OWED = '''from okno.money.payments.permissions import can_issue_invoice
from okno.ground.kernel.actions import action
from okno.ground.kernel.errors import allow


@action
def issue_invoice(*, by: int) -> None:
    """Issue an invoice."""
    allow(can_issue_invoice(by))
    record(InvoiceIssued, by=by)
'''
PLACE = "okno/money/invoicing/actions/issue_invoice.py"


@pytest.fixture
def owes(tmp_path: Path):
    """`owes(old, new)`: what the rules say of an action in order but for this, beside `files`."""

    def complaints(old: str = "", new: str = "", **files: str) -> list[str]:
        written = {
            PLACE: OWED.replace(old, new) if old else OWED,
            "okno/money/invoicing/permissions.py": "def can_issue_invoice(by): ...\n",
            "okno/money/invoicing/tests/test_issue_invoice.py": "",
            **files,
        }
        for name, text in written.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        return list(action_rules.complaints(tmp_path))

    return complaints


def test_an_action_in_order_is_not_complained_of(owes):
    assert owes() == []
    assert owes(**{"okno/money/invoicing/permissions.py": "can_issue_invoice = can_bill\n"}) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("    allow(can_issue_invoice(by))\n", "", "the body opens with allow(can_…)"),
        ("    allow(", "    by = by or 1\n    allow(", "the body opens with allow(can_…)"),
        ("allow(can_issue_invoice", "allow(can_bill", "the body opens with allow(can_issue_invoice(…))"),
        ("    record(InvoiceIssued, by=by)\n", "", "it records no event"),
        (
            '    """Issue an invoice."""\n',
            "",
            "it has no docstring: a verb, what is returned and raised, then why",
        ),
    ],
)
def test_what_an_action_owes(owes, old: str, new: str, complaint: str):
    assert owes(old, new) == [f"{PLACE}: {complaint}"]


def test_an_action_owes_a_permission_and_a_test_of_its_name(owes, tmp_path: Path):
    assert owes(**{"okno/money/invoicing/permissions.py": ""}) == [
        f"{PLACE}: permissions.py has no can_issue_invoice"
    ]
    (tmp_path / "okno/money/invoicing/tests/test_issue_invoice.py").rename(
        tmp_path / "okno/money/invoicing/tests/test_bills.py"
    )
    assert f"{PLACE}: no room has test_issue_invoice.py" in list(action_rules.complaints(tmp_path))


def test_an_exception_has_its_reason_and_goes_when_it_is_not_needed(owes):
    excused = {action_rules.EXCEPTIONS: '[event]\n"invoicing.issue_invoice" = "build_invoice records it."\n'}
    assert owes("    record(InvoiceIssued, by=by)\n", "", **excused) == []
    stale = (
        f"{action_rules.EXCEPTIONS}: [event] invoicing.issue_invoice needs no exception any more: take it out"
    )
    assert owes(**excused) == [stale]


def test_an_exception_without_a_reason_is_none():
    """Each says why in a sentence; «not yet» is one only of tests, which are written a room at a time."""
    excused = action_rules.exceptions(house_rules.ROOT)
    assert set(excused) <= {"permission_first", "own_permission", "event", "docstring", "test"}
    for rule, names in excused.items():
        for name, reason in names.items():
            assert reason.endswith(".") and (rule in ("test", "docstring") or len(reason) > 20), name


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("def run(told: int) -> None: pass\n", "runs.py:1: 'told' names what happened to a thing"),
        ("for found in range(2): pass\n", "runs.py:1: 'found' names what happened to a thing"),
        (
            'def run() -> None:\n    """Whose turn."""\n',
            "runs.py:1: the docstring of run opens with 'Whose'",
        ),
        ('def run() -> None:\n    """Return the next turn of a found lead."""\n', ""),
        ("print(row.found)\n", ""),
    ],
)
def test_a_riddle_is_refused_in_code_but_not_in_text(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "okno/money/plans").mkdir(parents=True)
    (tmp_path / "okno/money/plans/runs.py").write_text(text)
    lines = list(language_rules.complaints(tmp_path))
    assert len(lines) == bool(complaint) and complaint in "".join(lines)
