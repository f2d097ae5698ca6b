"""A move is taken back by who made it, as long as nothing has come after it (L4)."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.undo_move import undo_move
from okno.attract.deals.models import PipelineStage, StageVisit
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def test_a_move_taken_back_has_never_been(deal, closer, now):
    later = now + timedelta(days=3)
    move_deal(deal=deal, stage="documents", by=closer, at=later)
    undo_move(deal=deal, by=closer, at=later + timedelta(seconds=5))
    deal.refresh_from_db()
    assert (deal.stage_id, deal.stage_since_at) == ("qualification", now)
    assert list(StageVisit.objects.values_list("stage", "entered_at", "left_at")) == [
        ("qualification", now, None)
    ]
    told = Entry.objects.about(deal).order_by("at", "pk").values_list("kind", flat=True)
    assert list(told)[-2:] == ["deals.deal_moved", "deals.move_undone"]
    with pytest.raises(Conflict):
        undo_move(deal=deal, by=closer, at=later)


def test_only_who_moved_it_takes_it_back(deal, closer, head, other_closer, now):
    move_deal(deal=deal, stage="proposal", by=closer, at=now)
    with pytest.raises(Conflict):
        undo_move(deal=deal, by=head, at=now)
    with pytest.raises(Forbidden):
        undo_move(deal=deal, by=other_closer, at=now)
    deal.refresh_from_db()
    assert deal.stage_id == "proposal"


def test_a_move_stays_when_something_came_after_it(deal, closer, head, now):
    move_deal(deal=deal, stage="proposal", by=closer, at=now)
    change_deal(deal=deal, title="Три сервера", by=head, at=now)
    with pytest.raises(Conflict):
        undo_move(deal=deal, by=closer, at=now)
    move_deal(deal=deal, stage="documents", by=closer, at=now)
    remove_item(item=PipelineStage.objects.get(code="proposal"), by=head, at=now)
    with pytest.raises(Conflict):
        undo_move(deal=deal, by=closer, at=now)
    lose_deal(deal=deal, reason="price", attitude="warm", by=closer, at=now)
    with pytest.raises(Conflict):
        undo_move(deal=deal, by=closer, at=now)


def test_a_note_about_the_client_does_not_stand_in_the_way(deal, closer, now):
    move_deal(deal=deal, stage="proposal", by=closer, at=now)
    write_note(company=deal.company, text="Ждут", by=closer, at=now)
    assert undo_move(deal=deal, by=closer, at=now).stage_id == "qualification"


def test_the_journal_says_who_took_which_move_back(deal, closer, now):
    move_deal(deal=deal, stage="documents", by=closer, at=now)
    undo_move(deal=deal, by=closer, at=now)
    entry = Entry.objects.get(kind="deals.move_undone")
    assert (entry.by, entry.company) == (closer, deal.company)
    assert (entry.data["before"]["en"], entry.data["stage"]["en"]) == ("Contract terms", "Qualification")


def test_a_deal_that_was_never_moved_has_nothing_to_take_back(deal, closer, now):
    sentence = r"^This deal has no move to undo\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        undo_move(deal=deal, by=closer, at=now)


def test_what_came_after_the_move_is_said(deal, closer, now):
    move_deal(deal=deal, stage="proposal", by=closer, at=now)
    change_deal(deal=deal, title="Три сервера", by=closer, at=now)
    sentence = r"^The deal has changed since it was moved\. Move it manually\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        undo_move(deal=deal, by=closer, at=now)
    deal.refresh_from_db()
    assert deal.stage_id == "proposal"
