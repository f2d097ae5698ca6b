"""A lost deal comes back to life at its stage."""

from datetime import date

import pytest

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.reopen_deal import reopen_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.models import LeadKey
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def test_a_lost_deal_opens_again_with_its_keys(deal, closer, head, client_company, now):
    lose_deal(deal=deal, reason="timing", attitude="warm", by=closer, at=now)
    reopen_deal(deal=deal, by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.closed_on, deal.loss_reason_id, deal.attitude) == ("open", None, None, "")
    assert a_lead(by=head, at=now, email=client_company.email) == deal.lead


def test_keys_taken_meanwhile_stay_where_they_are(deal, closer, head, client_company, now):
    lose_deal(deal=deal, reason="timing", attitude="warm", by=closer, at=now)
    second = a_lead(by=head, at=now, company=client_company)
    reopen_deal(deal=deal, by=closer, at=now)
    assert LeadKey.objects.get(kind="company", value=client_company.pk).lead == second


@pytest.fixture
def lost(deal, closer, now):
    return lose_deal(deal=deal, reason="timing", attitude="warm", note="Later", by=closer, at=now)


def test_the_journal_says_who_opened_it_and_why_it_had_been_lost(lost, head, now):
    reopen_deal(deal=lost, by=head, at=now)
    deal = Deal.objects.get()
    assert (deal.status, deal.stage_id, deal.stage_since_at) == ("open", "qualification", now)
    assert (deal.loss_reason, deal.loss_note) == (None, "")
    entry = Entry.objects.get(kind="deals.deal_reopened")
    assert (entry.by, entry.company, entry.data["title"]) == (head, deal.company, "Два сервера")
    assert entry.data["reason"]


def test_whose_owner_has_left_is_led_by_who_opens_it(lost, closer, head, now):
    closer.left_on = date(2026, 10, 1)
    closer.save()
    reopen_deal(deal=Deal.objects.get(), by=head, at=now)
    assert Deal.objects.get().owner == head
    assert Entry.objects.get(kind="deals.deal_handed_over").data["before"] == closer.name


def test_anothers_deal_is_not_ones_to_open(lost, other_closer, now):
    with pytest.raises(Forbidden):
        reopen_deal(deal=lost, by=other_closer, at=now)
    assert Deal.objects.get().status == "lost"


def test_of_two_who_open_it_one_does(lost, closer, head, now):
    seen_by_head = Deal.objects.get()
    reopen_deal(deal=lost, by=closer, at=now)
    with pytest.raises(Conflict):
        reopen_deal(deal=seen_by_head, by=head, at=now)
    assert Entry.objects.filter(kind="deals.deal_reopened").count() == 1
