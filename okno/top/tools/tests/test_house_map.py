from pathlib import Path

import pytest

from okno.top.tools.house_map import openings, read_modules, render

FILE_LEAD = "from okno.attract.deals.actions.file_lead import file_lead\n"
FILES = {
    "attract/deals/actions/file_lead.py": "from okno.attract.deals.models import Lead\n",
    "attract/deals/actions/load_leads.py": FILE_LEAD,
    "attract/deals/actions/_shared.py": "",
    "attract/deals/views.py": FILE_LEAD,
    "attract/deals/api.py": "from .actions import file_lead\n",
    "attract/deals/intake.py": "from okno.attract.deals.actions.load_leads import load_leads\n",
    "top/config/management/commands/import.py": "import okno.attract.deals.intake\n",
    "top/config/management/commands/file_lead.py": FILE_LEAD,
    "top/config/reactions.py": "from okno.attract.deals.actions.load_leads import load_leads\n",
    "attract/deals/jobs.py": "from okno.attract.deals.actions.load_leads import load_leads\n",
    "attract/deals/tests/test_file_lead.py": FILE_LEAD,
}


@pytest.fixture
def table(tmp_path: Path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return openings(read_modules(tmp_path))


def test_actions_are_the_public_files(table):
    assert set(table) == {"okno.attract.deals.actions.file_lead", "okno.attract.deals.actions.load_leads"}


def test_doors_that_call_an_action(table):
    assert table["okno.attract.deals.actions.file_lead"].doors == {
        "page": {"views"},
        "API": {"api"},
        "command": {"file_lead"},
    }
    assert table["okno.attract.deals.actions.file_lead"].inside == {"load_leads"}


def test_a_door_reaches_through_plain_modules_but_not_through_actions(table):
    assert table["okno.attract.deals.actions.load_leads"].doors == {"import": {"import"}, "clock": {"jobs"}}
    assert table["okno.attract.deals.actions.load_leads"].inside == {"handlers"}


def test_the_map_of_this_house_names_every_room():
    text = render()
    assert text.count("\n## ") >= 17
    assert "`okno map`" in text
