"""A deal is moved, lost, opened again and won (L4, L5)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def test_moving_starts_the_clock_of_the_stage(deal, closer, now):
    later = now + timedelta(days=3)
    move_deal(deal=deal, stage="documents", by=closer, at=later)
    deal.refresh_from_db()
    assert (deal.stage_id, deal.stage_since_at, deal.days_in_stage(date(2026, 10, 20))) == (
        "documents",
        later,
        5,
    )
    entry = Entry.objects.about(deal).get(kind="deals.deal_moved")
    assert "Два сервера" in entry.sentence


def test_moving_to_where_it_stands_changes_nothing(deal, closer, now):
    move_deal(deal=deal, stage="qualification", by=closer, at=now + timedelta(days=1))
    deal.refresh_from_db()
    assert deal.stage_since_at == now
    assert not Entry.objects.filter(kind="deals.deal_moved").exists()


@pytest.mark.parametrize(
    ("stage", "error"), [("won", Conflict), ("lost", Conflict), ("paid", Invalid), ("", Invalid)]
)
def test_won_and_lost_are_no_stages(stage, error, deal, closer, now):
    with pytest.raises(error):
        move_deal(deal=deal, stage=stage, by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.stage_id) == ("open", "qualification")


def test_of_two_who_move_at_once_the_second_is_told(deal, closer, head, now):
    same = Deal.objects.get(pk=deal.pk)
    move_deal(deal=deal, stage="proposal", by=closer, at=now)
    with pytest.raises(Conflict):
        move_deal(deal=same, stage="documents", by=head, at=now)


def test_another_sellers_deal_is_not_moved(deal, other_closer, now):
    with pytest.raises(Forbidden):
        move_deal(deal=deal, stage="proposal", by=other_closer, at=now)


def test_the_base_holds_what_one_row_can_break(deal):
    broken = [
        {"status": "won"},
        {"status": "lost", "closed_on": date(2026, 10, 12)},
        {"loss_reason": "price"},
        {
            "loss_reason": "not_recorded",
            "attitude": "not_recorded",
            "status": "lost",
            "closed_on": date(2026, 1, 1),
        },
        {"company": None},
        {"lead": None},
        {"imported_value_minor": 1},
    ]
    for changes in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            Deal.objects.filter(pk=deal.pk).update(**changes)
