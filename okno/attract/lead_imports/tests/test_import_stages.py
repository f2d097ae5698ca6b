"""A file that names a stage of the pipeline as heads have made it by now (L4)."""

import pytest

from okno.attract.deals.directories.stages import STAGES
from okno.attract.deals.models import Deal, PipelineStage
from okno.attract.lead_imports import write
from okno.attract.lead_imports.actions.import_leads import import_leads
from okno.attract.lead_imports.plan import preview
from okno.ground.directory.actions.add_item import add_item
from okno.ground.directory.actions.change_item import change_item
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.kernel.errors import Conflict

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

FILE = "id,company,stage,opened\nA1,Acme,{stage},2025-01-01\n"


def stage_of(code):
    return PipelineStage.objects.get(code=code)


def load(stage, by, at):
    return import_leads(content=FILE.format(stage=stage).encode(), name="h.csv", by=by, at=at)


@pytest.mark.parametrize(("removed", "to"), [("negotiation", "proposal"), ("qualification", "proposal")])
def test_an_open_row_of_a_removed_stage_goes_to_one_in_use_and_is_told(removed, to, head, now):
    remove_item(item=stage_of(removed), by=head, at=now)
    foretold = preview(FILE.format(stage=removed).encode())
    plan = load(removed, head, now)
    deal = Deal.objects.get()
    assert (deal.stage_id, deal.stays.get().stage_id) == (to, to)
    assert plan.warnings == foretold.warnings
    assert str(stage_of(to)) in plan.warnings[0][1], "told where it goes, before and after"


def test_what_is_closed_stays_where_it_was_closed(head, now):
    remove_item(item=stage_of("proposal"), by=head, at=now)
    content = b"id,company,stage,opened,closed\nA1,Acme,Lost,2025-01-01,2025-02-01\n"
    plan = import_leads(content=content, name="h.csv", by=head, at=now)
    assert (Deal.objects.get().stage_id, plan.warnings) == ("proposal", [])


def test_stages_of_the_companys_own_are_read_by_their_names(head, now):
    add_item(directory=STAGES, name="Пилот", by=head, at=now)
    change_item(item=stage_of("documents"), name="КП", by=head, at=now)
    assert preview(FILE.format(stage="кп").encode()).history[0].record.state.stage == "documents"
    assert preview(FILE.format(stage="won").encode()).errors, "closed, but the day is not told"
    load("ПИЛОТ", head, now)
    assert Deal.objects.get().stage_id == "pilot"


def test_a_stage_removed_while_the_file_is_being_loaded_stops_it(head, now, monkeypatch):
    def remove_meanwhile(*_told, **_given):
        PipelineStage.objects.filter(code="proposal").update(removed_at=now)

    monkeypatch.setattr(write, "_write_agents", remove_meanwhile)
    with pytest.raises(Conflict):
        load("proposal", head, now)
    assert not Deal.objects.exists()
