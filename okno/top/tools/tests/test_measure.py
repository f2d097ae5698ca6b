"""What `okno measure` counts, by files written out."""

from pathlib import Path

from okno.top.tools.measure import as_data, measure, percentile

FILES = {
    "okno/money/invoicing/actions/end_service.py": (
        '"""End a service."""\n\n\ndef end_service():\n    """What ends."""\n'
    ),
    "okno/money/invoicing/amounts.py": (
        'def total():\n    """Return the total."""\n    # Rounded once.\n    return 1\n'
    ),
    "okno/money/invoicing/templates/invoicing/invoice.html": "<p>short</p>\n" + "x" * 141 + "\n",
    "okno/money/invoicing/tests/test_amounts.py": "def test_total():\n    assert True\n",
    "okno/money/invoicing/migrations/0001_initial.py": "class Migration: ...\n",
}


def test_files_are_counted_by_room_and_kind(tmp_path: Path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    data = as_data(measure(tmp_path, FILES))
    assert data["lines"] == 9 and data["test_lines"] == 2 and data["files"] == 2
    assert data["docstrings"] == 2 and data["docstrings_without_a_verb"] == 1
    assert data["template_lines_over_140"] == 1
    assert data["rooms"] == {"money/invoicing": {"lines": 9, "files": 3, "actions": 1}}


def test_a_percentile_is_one_of_the_values():
    assert percentile([10, 1, 2], 50) == 2 and percentile([10, 1, 2], 95) == 10 and percentile([], 50) == 0
