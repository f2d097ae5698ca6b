"""Marked deals go to a stage, each that may; the others are named with the reason (L4)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.change_deals import change_deals
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deals import move_deals
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.deals.tests.test_move_deal import ask
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.ground.ui.bulk import AT_MOST
from okno.records.clients.actions.add_company import add_company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


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
    assert told.done == [deal] and {one.thing for one in told.left} == {poor, alien, lost}
    assert all(one.reason for one in told.left)
    assert set(Deal.objects.filter(stage="proposal")) == {deal}
    told = change_deals(
        deals=[deal, lost], expected_on=date(2026, 12, 1), is_committed=True, by=closer, at=now
    )
    assert (len(told.done), len(told.left)) == (1, 1)
    deal.refresh_from_db()
    assert deal.is_committed


def test_more_than_may_go_at_once_are_refused_never_cut_off(deal, closer, now):
    """An action that is asked for 501 must not do 500 of them in silence."""
    with pytest.raises(Invalid) as refused:
        move_deals(deals=[deal] * (AT_MOST + 1), stage="proposal", by=closer, at=now)
    assert set(refused.value.fields) == {"deals"}


def test_the_journal_of_each_says_who_moved_it(deal, closer, head, now):
    company = add_company(name="Another", by=head, at=now)
    other = an_open_deal(company, closer, at=now)
    assert move_deals(deals=[other, deal], stage="proposal", by=head, at=now).done == [deal, other]
    entries = Entry.objects.filter(kind="deals.deal_moved").order_by("pk")
    assert [(entry.by, entry.subject_id) for entry in entries] == [(head, deal.pk), (head, other.pk)]


def test_more_than_are_allowed_at_once_are_refused_in_words(deal, head, now):
    with override("en"), pytest.raises(Invalid, match=r"500"):
        move_deals(deals=[deal] * 501, stage="proposal", by=head, at=now)
    deal.refresh_from_db()
    assert deal.stage_id == "qualification"


def test_one_moved_by_a_colleague_meanwhile_is_told_and_stays(deal, closer, head, now):
    seen_by_head = Deal.objects.get(pk=deal.pk)
    move_deals(deals=[deal], stage="proposal", by=closer, at=now)
    result = move_deals(deals=[seen_by_head], stage="documents", by=head, at=now)
    assert result.done == [] and [one.thing for one in result.left] == [deal]
    deal.refresh_from_db()
    assert deal.stage_id == "proposal"


def test_who_leads_no_deals_marks_none(deal, engineer, now):
    with pytest.raises(Forbidden):
        move_deals(deals=[deal], stage="proposal", by=engineer, at=now)
