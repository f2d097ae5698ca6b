"""A deal that was handed over goes back to the giver, with the reason (L3)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.accept_deal import accept_deal
from okno.attract.deals.actions.hand_over_deal import hand_over_deal
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.actions.return_deal import return_deal
from okno.attract.deals.handovers import (
    answers_by_person,
)
from okno.attract.deals.models import Deal, DealHandover
from okno.attract.deals.tests.test_deal_handovers import kinds
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


def test_returned_it_is_the_givers_again_and_may_be_given_anew(
    handover, qualifier, closer, other_closer, now
):
    with pytest.raises(Invalid):
        return_deal(handover=handover, reason=" ", by=closer, at=now)
    return_deal(handover=handover, reason="Не мой город", by=closer, at=now)
    deal = handover.deal
    deal.refresh_from_db()
    assert deal.owner == qualifier and handover.reason == "Не мой город"
    entry = Entry.objects.about(deal).get(kind="deals.deal_returned")
    assert "Не мой город" in entry.sentence and qualifier.name in entry.sentence
    for receiver in (other_closer, closer):
        again = hand_over_deal(deal=deal, receiver=receiver, by=qualifier, at=now)
        assert again.receiver == receiver
        return_deal(handover=again, reason="Нет", by=receiver, at=now)


def test_who_gave_and_a_head_take_it_back(handover, qualifier, head, other_closer, closer, now):
    with pytest.raises(Forbidden):
        return_deal(handover=handover, reason="Моя", by=other_closer, at=now)
    return_deal(handover=handover, reason="Передумал", by=qualifier, at=now)
    assert kinds(handover.deal)[-1] == "deals.deal_taken_back"
    again = hand_over_deal(deal=handover.deal, receiver=closer, by=qualifier, at=now)
    with pytest.raises(Forbidden):
        accept_deal(handover=again, by=head, at=now)
    return_deal(handover=again, reason="Отдам другому", by=head, at=now)
    assert answers_by_person(DealHandover.objects.all()) == [], "taken back tells nothing of the receiver"


def test_the_giver_who_left_gets_nothing_back(handover, qualifier, closer, now):
    qualifier.left_on = date(2026, 10, 12)
    qualifier.save()
    with pytest.raises(Invalid):
        return_deal(handover=DealHandover.objects.get(), reason="Нет", by=closer, at=now)


def test_the_journal_says_who_returned_it_and_why(handover, closer, now):
    return_deal(handover=handover, reason=" Not  my city ", by=closer, at=now)
    handover.refresh_from_db()
    assert (handover.status, handover.decided_by, handover.decided_at) == ("returned", closer, now)
    entry = Entry.objects.get(kind="deals.deal_returned")
    assert (entry.by, entry.company, entry.data["reason"]) == (closer, handover.deal.company, "Not my city")


def test_it_says_why(handover, closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter why you are returning the deal\.$"):
        return_deal(handover=handover, reason=" ", by=closer, at=now)


def test_what_was_accepted_meanwhile_is_not_taken_back(handover, closer, head, now):
    seen_by_head = DealHandover.objects.get(pk=handover.pk)
    accept_deal(handover=handover, by=closer, at=now)
    with pytest.raises(Conflict):
        return_deal(handover=seen_by_head, reason="Another", by=head, at=now)
    handover.deal.refresh_from_db()
    assert handover.deal.owner == closer


def test_a_closed_deal_is_not_returned(handover, closer, now):
    Deal.objects.update(status="won", closed_on=date(2026, 10, 12))
    sentence = r"^The deal is closed, so there is nothing to respond to\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        return_deal(handover=DealHandover.objects.get(), reason="Not my city", by=closer, at=now)
    assert DealHandover.objects.get().status == "waiting"
