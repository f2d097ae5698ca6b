"""Conditions of entry, the way back of a move, many at once, facts (L4)."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.actions.change_deals import change_deals
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.move_deals import move_deals
from okno.attract.deals.actions.undo_move import undo_move
from okno.attract.deals.models import Deal, PipelineStage
from okno.attract.deals.pipeline.conditions import EntryConditionsMissing, conditions
from okno.attract.deals.pipeline.stages import stage_history
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Forbidden

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def ask(code, *asked):
    PipelineStage.objects.filter(code=code).update(conditions=list(asked))


def test_all_that_is_missing_is_named_at_once(deal, closer, now):
    ask("proposal", "monthly_sum", "expected_date", "decision_maker")
    with pytest.raises(EntryConditionsMissing) as refusal:
        move_deal(deal=deal, stage="proposal", by=closer, at=now)
    assert [one.code for one in refusal.value.missing] == ["expected_date", "decision_maker"]
    deal.refresh_from_db()
    assert deal.stage_id == "qualification"


def test_what_is_missing_is_given_in_one_go_with_the_move(deal, closer, now):
    ask("proposal", "expected_date", "decision_maker")
    given = {"expected_on": date(2026, 12, 1), "decision_maker": "Вера"}
    with pytest.raises(EntryConditionsMissing):
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
    with pytest.raises(EntryConditionsMissing):
        move_deal(deal=deal, stage="documents", by=closer, at=now)


def test_a_condition_that_no_room_knows_any_more_asks_for_nothing(deal, closer, now):
    ask("proposal", "of_long_ago")
    move_deal(deal=deal, stage="proposal", by=closer, at=now)


def test_a_closed_deal_does_not_move_and_says_what_became_of_it(deal, closer, now):
    Deal.objects.filter(pk=deal.pk).update(
        status="lost", closed_on=local_date(now), loss_reason="price", attitude="warm"
    )
    deal.refresh_from_db()
    with override("en"), pytest.raises(Conflict, match=r"^The deal is already “lost”"):
        move_deal(deal=deal, stage="proposal", by=closer, at=now)


def test_who_saw_it_elsewhere_is_told_where_it_stands(deal, closer, now):
    move_deal(deal=deal, stage="documents", by=closer, at=now)
    with pytest.raises(Conflict):
        move_deal(deal=deal, stage="proposal", seen_stage="qualification", by=closer, at=now)
    move_deal(deal=deal, stage="proposal", seen_stage="documents", by=closer, at=now)


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
    way = stage_history(deal, date(2026, 10, 19))
    # Monday 12 October to Friday 16, then over the weekend to Monday 19.
    assert [(str(one.stage.code), one.days, one.working_days) for one in way.stays] == [
        ("qualification", 4, 4),
        ("proposal", 3, 1),
    ]
    assert (way.days, way.working_days) == (7, 5)
