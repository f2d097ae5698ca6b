"""An open deal goes to a colleague who leads deals, and waits for their answer (L3)."""

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.accept_deal import accept_deal
from okno.attract.deals.actions.hand_over_deal import hand_over_deal
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(head, qualifier, now):
    return a_lead(by=qualifier, at=now, brought_by=qualifier)


@pytest.fixture
def handover(lead, qualifier, closer, now):
    words = {"title": "Сервер", "monthly_minor": 20_000_00, "note": "Звонить утром"}
    deal = qualify_lead(lead=lead, owner=closer, by=qualifier, at=now, **words)
    return deal.handovers.get()


def test_while_one_waits_another_is_a_conflict(handover, closer, other_closer, head, now):
    with pytest.raises(Conflict):
        hand_over_deal(deal=handover.deal, receiver=other_closer, by=head, at=now)


def test_whom_a_deal_is_not_handed_to(handover, closer, engineer, other_closer, head, now):
    accept_deal(handover=handover, by=closer, at=now)
    deal = handover.deal
    for receiver in (closer, engineer):
        with pytest.raises(Invalid):
            hand_over_deal(deal=deal, receiver=receiver, by=closer, at=now)
    with pytest.raises(Forbidden):
        hand_over_deal(deal=deal, receiver=other_closer, by=other_closer, at=now)
    assert hand_over_deal(deal=deal, receiver=head, by=head, at=now) is None, "who takes it answers nobody"
    lose_deal(deal=deal, reason="price", attitude="warm", by=head, at=now)
    with pytest.raises(Conflict):
        hand_over_deal(deal=deal, receiver=closer, by=head, at=now)


@pytest.fixture
def deal(client_company, closer, now):
    """Of the closer, who has accepted it where it came to them from a colleague."""
    deal = an_open_deal(client_company, closer, at=now)
    for waiting in deal.handovers.filter(status="waiting"):
        accept_deal(handover=waiting, by=closer, at=now)
    return Deal.objects.get(pk=deal.pk)


def test_the_receiver_leads_it_and_the_journal_says_who_gave_it(deal, closer, other_closer, now):
    handover = hand_over_deal(deal=deal, receiver=other_closer, note=" In the  morning ", by=closer, at=now)
    deal.refresh_from_db()
    assert deal.owner == other_closer
    assert (handover.giver, handover.receiver, handover.status) == (closer, other_closer, "waiting")
    entry = Entry.objects.filter(kind="deals.deal_given").latest("pk")
    assert (entry.by, entry.company) == (closer, deal.company)
    assert (entry.data["giver"], entry.data["receiver"]) == (closer.name, other_closer.name)


def test_a_head_who_takes_it_answers_nobody(deal, closer, head, now):
    assert hand_over_deal(deal=deal, receiver=head, note="Mine", by=head, at=now) is None
    entry = Entry.objects.get(kind="deals.deal_handed_over")
    assert (entry.by, entry.data["before"], entry.data["owner"]) == (head, closer.name, head.name)
    assert entry.data["reason"] == "Mine"


def test_whose_it_is_already_is_named(deal, closer, now):
    with (
        override("en"),
        pytest.raises(Invalid, match=r"^This deal is already theirs\. Choose another colleague\.$"),
    ):
        hand_over_deal(deal=deal, receiver=closer, by=closer, at=now)


def test_of_two_who_hand_it_over_the_second_is_told(deal, closer, other_closer, head, account_manager, now):
    seen_by_head = Deal.objects.get(pk=deal.pk)
    accept_deal(
        handover=hand_over_deal(deal=deal, receiver=other_closer, by=closer, at=now), by=other_closer, at=now
    )
    with pytest.raises(Conflict):
        hand_over_deal(deal=seen_by_head, receiver=account_manager, by=head, at=now)
    assert Deal.objects.get(pk=deal.pk).owner == other_closer


def test_why_it_cannot_be_handed_over_is_said(handover, closer, other_closer, head, now):
    waits = r"^The deal is already awaiting acceptance\. Take it back first\.$"
    with override("en"), pytest.raises(Conflict, match=waits):
        hand_over_deal(deal=handover.deal, receiver=other_closer, by=head, at=now)
    accept_deal(handover=handover, by=closer, at=now)
    lose_deal(deal=handover.deal, reason="price", attitude="warm", by=closer, at=now)
    with (
        override("en"),
        pytest.raises(Conflict, match=r"^The deal is “lost”, so it cannot be handed over\.$"),
    ):
        hand_over_deal(deal=handover.deal, receiver=other_closer, by=head, at=now)
