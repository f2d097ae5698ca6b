"""The receiver of a deal accepts it, once; while they are away their substitute does (L3)."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.accept_deal import accept_deal
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.actions.return_deal import return_deal
from okno.attract.deals.models import DealHandover
from okno.attract.deals.tests.test_deal_handovers import kinds
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.team.people.actions.announce_absence import announce_absence

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(head, qualifier, now):
    return a_lead(by=qualifier, at=now, brought_by=qualifier)


@pytest.fixture
def handover(lead, qualifier, closer, now):
    words = {"title": "Сервер", "monthly_minor": 20_000_00, "note": "Звонить утром"}
    deal = qualify_lead(lead=lead, owner=closer, by=qualifier, at=now, **words)
    return deal.handovers.get()


def test_accepted_once(handover, closer, now):
    same = DealHandover.objects.get(pk=handover.pk)
    accept_deal(handover=handover, by=closer, at=now)
    handover.refresh_from_db()
    assert (handover.status, handover.decided_by, handover.decided_at) == ("accepted", closer, now)
    for verb in (accept_deal, return_deal):
        with pytest.raises(Conflict):
            verb(handover=same, by=closer, at=now, **({"reason": "Нет"} if verb is return_deal else {}))
    assert kinds(handover.deal)[-1] == "deals.deal_accepted"


def test_a_closed_deal_waits_for_nobody(handover, closer, now):
    lose_deal(deal=handover.deal, reason="price", attitude="warm", by=closer, at=now)
    assert not DealHandover.objects.waiting_for(closer).exists()
    with pytest.raises(Conflict):
        accept_deal(handover=DealHandover.objects.get(), by=closer, at=now)


def test_the_substitute_answers(handover, closer, other_closer, now):
    on = date(2026, 10, 12)
    with pytest.raises(Forbidden):
        accept_deal(handover=handover, by=other_closer, at=now)
    words = {"starts_on": on, "ends_on": on + timedelta(days=3), "substitute": other_closer}
    announce_absence(employee=closer, kind="vacation", by=closer, at=now, **words)
    accept_deal(handover=handover, by=other_closer, at=now)
    handover.deal.refresh_from_db()
    assert (handover.decided_by, handover.deal.owner) == (other_closer, closer)


def test_the_journal_says_who_accepted_from_whom(handover, qualifier, closer, now):
    accept_deal(handover=handover, by=closer, at=now)
    entry = Entry.objects.get(kind="deals.deal_accepted")
    assert (entry.by, entry.company) == (closer, handover.deal.company)
    assert (entry.data["giver"], entry.data["receiver"]) == (qualifier.name, closer.name)


def test_neither_the_giver_nor_a_head_accepts_for_the_receiver(handover, qualifier, head, now):
    for other in (qualifier, head):
        with pytest.raises(Forbidden):
            accept_deal(handover=handover, by=other, at=now)
    assert DealHandover.objects.get().status == "waiting"


def test_a_closed_deal_says_that_there_is_nothing_to_answer(handover, closer, now):
    lose_deal(deal=handover.deal, reason="price", attitude="warm", by=closer, at=now)
    sentence = r"^The deal is closed, so there is nothing to respond to\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        accept_deal(handover=handover, by=closer, at=now)
