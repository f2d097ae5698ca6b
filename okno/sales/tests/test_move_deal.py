"""Conditions of entry, the way back of a move, many at once, facts (L4)."""

from datetime import date, timedelta

import pytest

from okno.clients.actions.add_company import add_company
from okno.journal.actions.write_note import write_note
from okno.journal.models import Entry
from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.sales.actions.change_deal import change_deal
from okno.sales.actions.change_deals import change_deals
from okno.sales.actions.lose_deal import lose_deal
from okno.sales.actions.move_deal import move_deal
from okno.sales.actions.move_deals import move_deals
from okno.sales.actions.remove_stage import remove_stage
from okno.sales.actions.undo_move import undo_move
from okno.sales.at_once import AT_MOST
from okno.sales.models import Deal, PipelineStage, StageStay
from okno.sales.pipeline.conditions import Lacking, conditions
from okno.sales.pipeline.stages import way_of
from okno.sales.tests.cast import an_open_deal

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def ask(code, *asked):
    PipelineStage.objects.filter(code=code).update(conditions=list(asked))


def test_all_that_is_missing_is_named_at_once(deal, closer, now):
    ask("proposal", "monthly_sum", "expected_date", "decision_maker")
    with pytest.raises(Lacking) as refusal:
        move_deal(deal=deal, stage="proposal", by=closer, at=now)
    assert [one.code for one in refusal.value.missing] == ["expected_date", "decision_maker"]
    deal.refresh_from_db()
    assert deal.stage_id == "qualification"


def test_what_is_missing_is_given_in_one_go_with_the_move(deal, closer, now):
    ask("proposal", "expected_date", "decision_maker")
    given = {"expected_on": date(2026, 12, 1), "decision_maker": "Вера"}
    with pytest.raises(Lacking):
        move_deal(deal=deal, stage="proposal", expected_on=date(2026, 12, 1), by=closer, at=now)
    deal.refresh_from_db()
    assert deal.expected_on is None, "a move that is refused writes nothing"
    move_deal(deal=deal, stage="proposal", **given, by=closer, at=now)
    deal = Deal.objects.get()
    assert (deal.stage_id, deal.expected_on, deal.lead.decision_maker) == (
        "proposal",
        date(2026, 12, 1),
        "Вера",
    )


def test_a_deal_that_goes_back_is_asked_for_nothing(deal, closer, now):
    move_deal(deal=deal, stage="documents", by=closer, at=now)
    ask("proposal", "quote_accepted", "expected_date")
    move_deal(deal=deal, stage="proposal", by=closer, at=now)
    assert deal.stage_id == "proposal"


@pytest.mark.parametrize(
    "code", ["next_step", "service", "budget", "minimum_told", "quote_sent", "quote_accepted"]
)
def test_each_condition_holds_a_deal_that_lacks_it(code, deal, closer, now):
    assert not conditions()[code].check(deal)
    ask("documents", code)
    with pytest.raises(Lacking):
        move_deal(deal=deal, stage="documents", by=closer, at=now)


def test_a_condition_that_no_room_knows_any_more_asks_for_nothing(deal, closer, now):
    ask("proposal", "of_long_ago")
    move_deal(deal=deal, stage="proposal", by=closer, at=now)


def test_who_saw_it_elsewhere_is_told_where_it_stands(deal, closer, now):
    move_deal(deal=deal, stage="documents", by=closer, at=now)
    with pytest.raises(Conflict):
        move_deal(deal=deal, stage="proposal", seen_stage="qualification", by=closer, at=now)
    move_deal(deal=deal, stage="proposal", seen_stage="documents", by=closer, at=now)


def test_a_move_taken_back_has_never_been(deal, closer, now):
    later = now + timedelta(days=3)
    move_deal(deal=deal, stage="documents", by=closer, at=later)
    undo_move(deal=deal, by=closer, at=later + timedelta(seconds=5))
    deal.refresh_from_db()
    assert (deal.stage_id, deal.stage_since_at) == ("qualification", now)
    assert list(StageStay.objects.values_list("stage", "entered_at", "left_at")) == [
        ("qualification", now, None)
    ]
    told = Entry.objects.about(deal).order_by("at", "pk").values_list("kind", flat=True)
    assert list(told)[-2:] == ["sales.deal_moved", "sales.move_undone"]
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
    remove_stage(stage=PipelineStage.objects.get(code="proposal"), by=head, at=now)
    with pytest.raises(Conflict):
        undo_move(deal=deal, by=closer, at=now)
    lose_deal(deal=deal, reason="price", attitude="warm", by=closer, at=now)
    with pytest.raises(Conflict):
        undo_move(deal=deal, by=closer, at=now)


def test_a_note_about_the_client_does_not_stand_in_the_way(deal, closer, now):
    move_deal(deal=deal, stage="proposal", by=closer, at=now)
    write_note(company=deal.company, text="Ждут", by=closer, at=now)
    assert undo_move(deal=deal, by=closer, at=now).stage_id == "qualification"


def test_facts_are_changed_and_told(deal, closer, other_closer, now):
    change_deal(deal=deal, monthly_minor=30_000_00, budget_minor=None, place=" Казань ", by=closer, at=now)
    deal = Deal.objects.get()
    assert (deal.monthly_minor, deal.lead.place) == (30_000_00, "Казань")
    entry = Entry.objects.about(deal).get(kind="sales.deal_changed")
    assert sorted(entry.data["fields"]) == ["monthly_minor", "place"] and "20" in entry.sentence
    change_deal(deal=deal, monthly_minor=30_000_00, by=closer, at=now)
    assert Entry.objects.about(deal).filter(kind="sales.deal_changed").count() == 1
    with pytest.raises(Forbidden):
        change_deal(deal=deal, title="Моя", by=other_closer, at=now)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"title": "  "}, "title"),
        ({"monthly_minor": -1}, "monthly_minor"),
        ({"expected_on": date(1, 1, 1)}, "expected_on"),
        ({"is_committed": True}, "is_committed"),
        ({"budget_minor": -1}, "budget_minor"),
    ],
)
def test_what_a_deal_cannot_be(given, wrong, deal, closer, now):
    with pytest.raises(Invalid) as refusal:
        change_deal(deal=deal, **given, by=closer, at=now)
    assert set(refusal.value.fields) == {wrong}


def test_what_is_committed_to_keeps_a_date(deal, closer, now):
    change_deal(deal=deal, expected_on=date(2026, 12, 1), is_committed=True, by=closer, at=now)
    with pytest.raises(Invalid) as refusal:
        change_deal(deal=deal, expected_on=None, by=closer, at=now)
    assert set(refusal.value.fields) == {"expected_on"}
    change_deal(deal=deal, expected_on=None, is_committed=False, by=closer, at=now)
    assert (deal.expected_on, deal.is_committed) == (None, False)


def test_a_closed_deal_is_not_changed(deal, closer, now):
    lose_deal(deal=deal, reason="price", attitude="warm", by=closer, at=now)
    with pytest.raises(Conflict):
        change_deal(deal=deal, title="Три", by=closer, at=now)


def test_of_many_those_that_may_go(deal, closer, other_closer, head, now):
    ask("proposal", "monthly_sum")
    poor, alien, lost = (
        an_open_deal(add_company(name=name, by=head, at=now), owner, at=now, monthly_minor=minor)
        for name, owner, minor in (("Б", closer, None), ("В", other_closer, 1_00), ("Г", closer, 1_00))
    )
    lose_deal(deal=lost, reason="price", attitude="warm", by=closer, at=now)
    alien.owner = other_closer
    alien.save()
    told = move_deals(deals=[lost, alien, poor, deal], stage="proposal", by=closer, at=now)
    assert told.done == [deal] and {one.deal for one in told.left} == {poor, alien, lost}
    assert all(one.reason for one in told.left)
    assert set(Deal.objects.filter(stage="proposal")) == {deal}
    told = change_deals(
        deals=[deal, lost], expected_on=date(2026, 12, 1), is_committed=True, by=closer, at=now
    )
    assert (len(told.done), len(told.left)) == (1, 1)
    deal.refresh_from_db()
    assert deal.is_committed


@pytest.mark.parametrize("who", ["marketer", "accountant", "engineer"])
def test_who_leads_no_deals_moves_none(who, deal, request, now):
    by = request.getfixturevalue(who)
    for act in (
        lambda: move_deal(deal=deal, stage="proposal", by=by, at=now),
        lambda: move_deals(deals=[deal], stage="proposal", by=by, at=now),
        lambda: change_deals(deals=[deal], title="А", by=by, at=now),
        lambda: change_deal(deal=deal, title="А", by=by, at=now),
        lambda: undo_move(deal=deal, by=by, at=now),
    ):
        with pytest.raises(Forbidden):
            act()


def test_the_way_is_told_in_days_of_the_calendar_and_of_work(deal, closer, now):
    move_deal(deal=deal, stage="proposal", by=closer, at=now + timedelta(days=4))
    way = way_of(deal, date(2026, 10, 19))
    # Monday 12 October to Friday 16, then over the weekend to Monday 19.
    assert [(str(one.stage.code), one.days, one.working_days) for one in way.stays] == [
        ("qualification", 4, 4),
        ("proposal", 3, 1),
    ]
    assert (way.days, way.working_days) == (7, 5)


def test_more_than_may_go_at_once_are_refused_never_cut_off(deal, closer, now):
    """An action that is asked for 501 must not do 500 of them in silence."""
    with pytest.raises(Invalid) as refused:
        move_deals(deals=[deal] * (AT_MOST + 1), stage="proposal", by=closer, at=now)
    assert set(refused.value.fields) == {"deals"}
