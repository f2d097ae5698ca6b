"""What can differ between the engines runs on both: a test that turns to the engine says so by a marker."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_engine
ROOT = Path(__file__).resolve().parents[1]
# Raw SQL, constraints, locks, full-text search, committed transactions, threads and processes.
ENGINE = re.compile(
    r"transaction=True|IntegrityError|DatabaseError|\.cursor\(\)|\.raw\(|RawSQL|connection\.vendor"
    r"|select_for_update|execute_wrapper|fulltext|full_text|threading\.|multiprocessing|os\.fork"
    r"|race_processes|run_at_once|shared_base"
)
MARKS = ("both_engines", "one_engine")
# It builds the demo company, which takes a minute: PostgreSQL sees it in the whole check.
SLOW = {"tests/test_demo.py"}


def unmarked(text: str) -> Iterator[str]:
    """Yield the name of each function of a test module that meets the engine without a mark."""
    tree = ast.parse(text)
    of_module = [node for node in tree.body if isinstance(node, ast.Assign)]
    if any(
        _is_marked(ast.unparse(node)) for node in of_module if "pytestmark" in ast.unparse(node.targets[0])
    ):
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and ENGINE.search(ast.unparse(node)):
            own = [ast.unparse(decorator) for decorator in node.decorator_list]
            yield from [] if any(map(_is_marked, own)) else [node.name]


def _is_marked(code: str) -> bool:
    return any(mark in code for mark in MARKS)


def test_no_test_that_meets_the_engine_lacks_the_mark() -> None:
    places = [
        f"{path.relative_to(ROOT)}: {name} meets the engine: mark it both_engines, or one_engine"
        for path in sorted([*ROOT.glob("okno/**/tests/test_*.py"), *ROOT.glob("tests/test_*.py")])
        if str(path.relative_to(ROOT)) not in SLOW
        for name in unmarked(path.read_text(encoding="utf-8"))
    ]
    assert places == []


@pytest.mark.parametrize(
    "body",
    [
        "with connection.cursor() as cursor:\n        cursor.execute('SELECT 1')",
        "with pytest.raises(IntegrityError):\n        pass",
        "threading.Thread(target=print).start()",
        "run_at_once('', tmp_path)",
        "assert Note.objects.raw('SELECT 1')",
    ],
)
def test_each_kind_is_noticed(body: str) -> None:
    test = f"def test_it():\n    {body}\n"
    assert list(unmarked(test)) == ["test_it"]
    assert list(unmarked(f"@pytest.mark.both_engines\n{test}")) == []
    assert list(unmarked(f"pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]\n{test}")) == []


def test_a_committed_transaction_is_noticed() -> None:
    test = "@pytest.mark.django_db(transaction=True)\ndef test_it():\n    pass\n"
    assert list(unmarked(test)) == ["test_it"]
