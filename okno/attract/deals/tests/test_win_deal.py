"""A signed contract wins an open deal, once (L4)."""

from datetime import date

import pytest

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.reopen_deal import reopen_deal
from okno.attract.deals.actions.win_deal import win_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.models import LeadKey
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def test_a_contract_wins_an_open_deal_once(deal, closer, now):
    win_deal(deal=deal, signed_on=date(2026, 10, 9), by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.closed_on) == ("won", date(2026, 10, 9))
    with pytest.raises(Conflict):
        win_deal(deal=deal, signed_on=date(2026, 10, 9), by=closer, at=now)
    with pytest.raises(Conflict):
        reopen_deal(deal=deal, by=closer, at=now)


def test_a_lost_deal_is_not_won(deal, closer, now):
    lose_deal(deal=deal, reason="timing", attitude="warm", by=closer, at=now)
    with pytest.raises(Conflict):
        win_deal(deal=deal, signed_on=date(2026, 10, 9), by=closer, at=now)


@pytest.mark.parametrize("role", ["closer", "head", "owner", "accountant"])
def test_who_signs_wins(role, deal, request, now):
    win_deal(deal=deal, signed_on=date(2026, 10, 9), by=request.getfixturevalue(role), at=now)
    assert deal.status == "won"


def test_the_journal_says_who_signed_and_when(deal, closer, now):
    win_deal(deal=deal, signed_on=date(2026, 10, 9), by=closer, at=now)
    entry = Entry.objects.get(kind="deals.deal_won")
    assert (entry.by, entry.company, entry.data["signed_on"]) == (closer, deal.company, "2026-10-09")
    assert not deal.stays.filter(left_at=None).exists()
    assert not LeadKey.objects.filter(lead=deal.lead, kind="company").exists(), (
        "who comes again is a new lead"
    )


def test_who_signs_no_contract_wins_nothing(deal, engineer, now):
    for other in (engineer, VISITOR):
        with pytest.raises(Forbidden):
            win_deal(deal=deal, signed_on=date(2026, 10, 9), by=other, at=now)
    assert Deal.objects.get().status == "open"
