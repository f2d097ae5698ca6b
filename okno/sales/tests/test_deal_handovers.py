"""A deal goes from hand to hand (L3)."""

from datetime import date, timedelta

import pytest

from okno.journal.models import Entry
from okno.kernel.clock import at_hour
from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.people.actions.announce_absence import announce_absence
from okno.sales.actions.accept_deal import accept_deal
from okno.sales.actions.hand_over_deal import hand_over_deal
from okno.sales.actions.hand_over_deals import hand_over_deals
from okno.sales.actions.lose_deal import lose_deal
from okno.sales.actions.qualify_lead import qualify_lead
from okno.sales.actions.return_deal import return_deal
from okno.sales.actions.tell_minimum_price import tell_minimum_price
from okno.sales.handovers import Answers, answered_by_receivers, answers_by_person, waited, waiting_among
from okno.sales.models import DealHandover
from okno.sales.tests.cast import a_lead

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
    assert kinds(handover.deal) == ["sales.deal_opened", "sales.deal_given"]
    assert list(DealHandover.objects.waiting_for(closer)) == [handover]
    assert waiting_among([handover.deal]) == {handover.deal_id: handover}


def test_qualified_for_oneself_nobody_answers(lead, qualifier, now):
    deal = qualify_lead(lead=lead, owner=qualifier, title="С", monthly_minor=None, by=qualifier, at=now)
    assert not deal.handovers.exists()


def test_accepted_once(handover, closer, now):
    same = DealHandover.objects.get(pk=handover.pk)
    accept_deal(handover=handover, by=closer, at=now)
    handover.refresh_from_db()
    assert (handover.status, handover.decided_by, handover.decided_at) == ("accepted", closer, now)
    for verb in (accept_deal, return_deal):
        with pytest.raises(Conflict):
            verb(handover=same, by=closer, at=now, **({"reason": "Нет"} if verb is return_deal else {}))
    assert kinds(handover.deal)[-1] == "sales.deal_accepted"


def test_returned_it_is_the_givers_again_and_may_be_given_anew(
    handover, qualifier, closer, other_closer, now
):
    with pytest.raises(Invalid):
        return_deal(handover=handover, reason=" ", by=closer, at=now)
    return_deal(handover=handover, reason="Не мой город", by=closer, at=now)
    deal = handover.deal
    deal.refresh_from_db()
    assert deal.owner == qualifier and handover.reason == "Не мой город"
    entry = Entry.objects.about(deal).get(kind="sales.deal_returned")
    assert "Не мой город" in entry.sentence and qualifier.name in entry.sentence
    for receiver in (other_closer, closer):
        again = hand_over_deal(deal=deal, receiver=receiver, by=qualifier, at=now)
        assert again.receiver == receiver
        return_deal(handover=again, reason="Нет", by=receiver, at=now)


def test_who_gave_and_a_head_take_it_back(handover, qualifier, head, other_closer, closer, now):
    with pytest.raises(Forbidden):
        return_deal(handover=handover, reason="Моя", by=other_closer, at=now)
    return_deal(handover=handover, reason="Передумал", by=qualifier, at=now)
    assert kinds(handover.deal)[-1] == "sales.deal_taken_back"
    again = hand_over_deal(deal=handover.deal, receiver=closer, by=qualifier, at=now)
    with pytest.raises(Forbidden):
        accept_deal(handover=again, by=head, at=now)
    return_deal(handover=again, reason="Отдам другому", by=head, at=now)
    assert not answered_by_receivers().exists(), "taken back tells nothing of the receiver"


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


def test_who_leaves_hands_on_what_waits(handover, qualifier, closer, other_closer, head, now):
    hand_over_deals(giver=closer, receiver=other_closer, by=head, at=now)
    handover.refresh_from_db()
    assert (handover.receiver, handover.status) == (other_closer, "waiting")
    hand_over_deals(giver=qualifier, receiver=other_closer, by=head, at=now)
    handover.refresh_from_db()
    assert handover.status == "accepted", "he would answer himself"


def test_the_giver_who_left_gets_nothing_back(handover, qualifier, closer, now):
    qualifier.left_on = date(2026, 10, 12)
    qualifier.save()
    with pytest.raises(Invalid):
        return_deal(handover=DealHandover.objects.get(), reason="Нет", by=closer, at=now)


def test_it_waits_in_working_minutes(handover, now):
    friday = at_hour(date(2026, 10, 9), 17, 30)
    handover.handed_at = friday
    monday = at_hour(date(2026, 10, 12), 9, 30)
    assert waited(handover, monday) == 60


def test_how_often_closers_accept(handover, qualifier, closer, other_closer, now):
    accept_deal(handover=handover, by=closer, at=now)
    again = hand_over_deal(deal=handover.deal, receiver=other_closer, by=closer, at=now)
    return_deal(handover=again, reason="Не мой", by=other_closer, at=now)
    assert answers_by_person(answered_by_receivers()) == sorted(
        [
            Answers(qualifier.pk, closer.pk, 1, 0, 0),
            Answers(closer.pk, other_closer.pk, 0, 1, 0),
        ],
        key=lambda one: (one.giver, one.receiver),
    )


def test_a_minimum_price_is_told_before_and_after(lead, qualifier, closer, now):
    tell_minimum_price(lead=lead, told_minor=10_750_00, whom="Вера", by=qualifier, at=now)
    entry = Entry.objects.about(lead).get(kind="sales.minimum_price_told")
    assert (entry.by, entry.data["told_minor"], entry.audience) == (qualifier, 10_750_00, "prices")
    assert "Вера" in entry.sentence
    words = {"title": "С", "monthly_minor": None, "minimum_price_told_minor": 10_750_00}
    deal = qualify_lead(lead=lead, owner=closer, by=qualifier, at=now, **words)
    assert Entry.objects.about(lead).filter(kind="sales.minimum_price_told").count() == 1, "not told anew"
    tell_minimum_price(lead=lead, told_minor=11_000_00, by=closer, at=now)
    assert Entry.objects.about(lead).filter(kind="sales.minimum_price_told").count() == 2
    with pytest.raises(Invalid):
        tell_minimum_price(lead=lead, told_minor=0, by=closer, at=now)
    lose_deal(deal=deal, reason="price", attitude="warm", by=closer, at=now)
    lead.refresh_from_db()
    with pytest.raises(Conflict):
        tell_minimum_price(lead=lead, told_minor=1_00, by=closer, at=now)


def test_told_with_the_qualification_it_is_recorded(lead, qualifier, now):
    words = {"title": "С", "monthly_minor": None, "minimum_price_told_minor": 9_000_00}
    qualify_lead(lead=lead, owner=qualifier, decision_maker="Глеб", by=qualifier, at=now, **words)
    assert "Глеб" in Entry.objects.get(kind="sales.minimum_price_told").sentence


def test_anothers_lead_is_told_nothing(lead, other_closer, now):
    with pytest.raises(Forbidden):
        tell_minimum_price(lead=lead, told_minor=1_00, by=other_closer, at=now)
