"""An accepted migration is never edited, renamed or removed, and a new one is accepted by name."""

import pytest

from scripts.migrations_grow import ACCEPTED, accept, complaints

FIRST = "okno/money/invoicing/migrations/0001_initial.py"
SECOND = "okno/money/invoicing/migrations/0002_credit_notes.py"


@pytest.fixture
def tree(tmp_path):
    for name in (FIRST, SECOND):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n", encoding="utf-8")
    (tmp_path / ACCEPTED).parent.mkdir()
    accept(tmp_path)
    return tmp_path


def test_what_is_accepted_passes(tree):
    assert list(complaints(tree)) == []


def test_an_edited_migration_is_refused_and_accepting_does_not_help(tree):
    (tree / FIRST).write_text("# other\n", encoding="utf-8")
    accept(tree)
    assert list(complaints(tree)) == [
        f"{FIRST}: an accepted migration was edited; put it back and write a new one"
    ]


def test_a_removed_migration_is_refused(tree):
    (tree / SECOND).unlink()
    accept(tree)
    assert list(complaints(tree)) == [
        f"{SECOND}: an accepted migration was removed or renamed; put it back and write a new one"
    ]


def test_a_new_migration_waits_to_be_accepted(tree):
    third = SECOND.replace("0002_credit_notes", "0003_debts")
    (tree / third).write_text("# new\n", encoding="utf-8")
    assert list(complaints(tree)) == [
        f"{third}: not accepted yet; when it is final: python scripts/migrations_grow.py --accept"
    ]
    accept(tree)
    assert list(complaints(tree)) == []
