from pathlib import Path

import pytest

from okno.config.house_map import openings, read_modules, render

FILES = {
    "sales/actions/file_lead.py": "from okno.sales.models import Lead\n",
    "sales/actions/load_leads.py": "from okno.sales.actions.file_lead import file_lead\n",
    "sales/actions/_shared.py": "",
    "sales/views.py": "from okno.sales.actions.file_lead import file_lead\n",
    "sales/api.py": "from .actions import file_lead\n",
    "sales/intake.py": "from okno.sales.actions.load_leads import load_leads\n",
    "config/management/commands/import.py": "import okno.sales.intake\n",
    "config/management/commands/file_lead.py": "from okno.sales.actions.file_lead import file_lead\n",
    "config/reactions.py": "from okno.sales.actions.load_leads import load_leads\n",
    "sales/jobs.py": "from okno.sales.actions.load_leads import load_leads\n",
    "sales/tests/test_file_lead.py": "from okno.sales.actions.file_lead import file_lead\n",
}


@pytest.fixture
def table(tmp_path: Path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return openings(read_modules(tmp_path))


def test_actions_are_the_public_files(table):
    assert set(table) == {"okno.sales.actions.file_lead", "okno.sales.actions.load_leads"}


def test_doors_that_call_an_action(table):
    assert table["okno.sales.actions.file_lead"].doors == {
        "page": {"views"},
        "API": {"api"},
        "command": {"file_lead"},
    }
    assert table["okno.sales.actions.file_lead"].inside == {"load_leads"}


def test_a_door_reaches_through_plain_modules_but_not_through_actions(table):
    assert table["okno.sales.actions.load_leads"].doors == {"import": {"import"}, "clock": {"jobs"}}
    assert table["okno.sales.actions.load_leads"].inside == {"handlers"}


def test_the_map_of_this_house_names_every_room():
    text = render()
    assert text.count("\n## ") >= 17
    assert "`okno map`" in text
