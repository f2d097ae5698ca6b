"""A deal goes from hand to hand (L3)."""

from datetime import date

import pytest
from django.urls import reverse

from okno.attract.deals.actions.accept_deal import accept_deal
from okno.attract.deals.actions.hand_over_deal import hand_over_deal
from okno.attract.deals.actions.hand_over_deals import hand_over_deals
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.actions.return_deal import return_deal
from okno.attract.deals.handovers import (
    Answers,
    answers_by_person,
    waited,
    waiting_among,
)
from okno.attract.deals.models import DealHandover
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(head, qualifier, now):
    return a_lead(by=qualifier, at=now, brought_by=qualifier)


@pytest.fixture
def handover(lead, qualifier, closer, now):
    words = {"title": "Сервер", "monthly_minor": 20_000_00, "note": "Звонить утром"}
    deal = qualify_lead(lead=lead, owner=closer, by=qualifier, at=now, **words)
    return deal.handovers.get()


def kinds(deal):
    return list(Entry.objects.about(deal).order_by("pk").values_list("kind", flat=True))


def test_qualified_for_another_it_waits_for_him(handover, qualifier, closer, now):
    assert (handover.giver, handover.receiver, handover.status) == (qualifier, closer, "waiting")
    assert (handover.note, handover.deal.owner) == ("Звонить утром", closer)
    assert kinds(handover.deal) == ["deals.deal_opened", "deals.deal_given"]
    assert list(DealHandover.objects.waiting_for(closer)) == [handover]
    assert waiting_among([handover.deal]) == {handover.deal_id: handover}


def test_qualified_for_oneself_nobody_answers(lead, qualifier, now):
    deal = qualify_lead(lead=lead, owner=qualifier, title="С", monthly_minor=None, by=qualifier, at=now)
    assert not deal.handovers.exists()


def test_who_leaves_hands_on_what_waits(handover, qualifier, closer, other_closer, head, now):
    hand_over_deals(giver=closer, receiver=other_closer, by=head, at=now)
    handover.refresh_from_db()
    assert (handover.receiver, handover.status) == (other_closer, "waiting")
    hand_over_deals(giver=qualifier, receiver=other_closer, by=head, at=now)
    handover.refresh_from_db()
    assert handover.status == "accepted", "he would answer himself"


def test_it_waits_in_working_minutes(handover, now):
    friday = at_hour(date(2026, 10, 9), 17, 30)
    handover.handed_at = friday
    monday = at_hour(date(2026, 10, 12), 9, 30)
    assert waited(handover, monday) == 60


def test_how_often_closers_accept(handover, qualifier, closer, other_closer, now):
    accept_deal(handover=handover, by=closer, at=now)
    again = hand_over_deal(deal=handover.deal, receiver=other_closer, by=closer, at=now)
    return_deal(handover=again, reason="Не мой", by=other_closer, at=now)
    assert answers_by_person(DealHandover.objects.all()) == [
        Answers(qualifier.pk, closer.pk, qualifier.name, closer.name, 1, 0, 0),
        Answers(closer.pk, other_closer.pk, closer.name, other_closer.name, 0, 1, 0),
    ]


def test_the_page_of_answered_counts_them_by_person(handover, closer, head, client, sign_in, now):
    accept_deal(handover=handover, by=closer, at=now)
    page = sign_in(client, head).get(reverse("deals:deal_handovers"), {"view": "answered"})
    assert [(row.giver_name, row.accepted, row.returned) for row in page.context["answers"]] == [
        (handover.giver.name, 1, 0)
    ]
    waiting = sign_in(client, head).get(reverse("deals:deal_handovers"))
    assert waiting.context["answers"] == []


def test_told_with_the_qualification_it_is_recorded(lead, qualifier, now):
    words = {"title": "С", "monthly_minor": None, "minimum_price_told_minor": 9_000_00}
    qualify_lead(lead=lead, owner=qualifier, decision_maker="Глеб", by=qualifier, at=now, **words)
    assert "Глеб" in Entry.objects.get(kind="leads.minimum_price_told").sentence
