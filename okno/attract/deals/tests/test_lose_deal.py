"""A deal is lost with the finest reason and the client's attitude; the stage stays (L5)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.directories.losses import LOSS_REASONS
from okno.attract.deals.models import Deal, LossReason
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.directory.actions.add_item import add_item
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.ground.kernel.fake_ids import make_inn
from okno.records.clients.actions.add_company import add_company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


TOLD = {"attitude": "neutral"}


@pytest.fixture
def second(head, closer, now):
    company = add_company(name="Вторая", inn=make_inn(77), by=head, at=now)
    return an_open_deal(company, closer, at=now, title="Стойка")


@pytest.fixture
def cheaper(head, now):
    rival = LossReason.objects.get(code="competitor")
    return add_item(directory=LOSS_REASONS, name="Дешевле у него", parent=rival, by=head, at=now)


def test_a_loss_has_its_reason_and_attitude_and_keeps_the_stage(deal, closer, now):
    move_deal(deal=deal, stage="documents", by=closer, at=now)
    lose_deal(deal=deal, reason="documents", attitude="neutral", note="Юристы", by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.stage_id, deal.closed_on) == ("lost", "documents", date(2026, 10, 12))
    assert (deal.loss_reason_id, deal.attitude, deal.loss_note) == ("documents", "neutral", "Юристы")
    assert Entry.objects.about(deal).filter(kind="deals.deal_lost").count() == 1


@pytest.mark.parametrize(
    ("reason", "attitude", "wrong"),
    [
        ("", "warm", {"reason"}),
        ("price", "", {"attitude"}),
        ("", "", {"reason", "attitude"}),
        ("not_recorded", "not_recorded", {"reason", "attitude"}),
    ],
)
def test_a_loss_demands_both(reason, attitude, wrong, deal, closer, now):
    with pytest.raises(Invalid) as refusal:
        lose_deal(deal=deal, reason=reason, attitude=attitude, by=closer, at=now)
    assert set(refusal.value.fields) == wrong


def test_the_journal_tells_the_stage_that_it_was_lost_at_though_a_colleague_moved_it_meanwhile(
    deal, closer, head, now
):
    read_before = Deal.objects.get(pk=deal.pk)
    move_deal(deal=deal, stage="documents", by=head, at=now)
    lose_deal(deal=read_before, reason="documents", attitude="neutral", by=closer, at=now)
    entry = Entry.objects.filter(kind="deals.deal_lost").get()
    assert entry.data["stage"]["en"] == "Contract terms"


def test_only_the_finest_is_chosen(deal, cheaper, closer, now):
    with pytest.raises(Invalid) as refusal:
        lose_deal(deal=deal, reason="competitor", competitor="Сосед", **TOLD, by=closer, at=now)
    assert set(refusal.value.fields) == {"reason"}
    lose_deal(deal=deal, reason=cheaper.code, competitor="Сосед", **TOLD, by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.loss_reason, deal.competitor) == (cheaper, "Сосед")
    entry = Entry.objects.about(deal).get(kind="deals.deal_lost")
    assert "Дешевле у него (Сосед)" in entry.sentence


def test_who_won_is_asked_where_the_reason_or_one_above_asks(deal, cheaper, closer, now):
    with pytest.raises(Invalid) as refusal:
        lose_deal(deal=deal, reason=cheaper.code, competitor=" ", **TOLD, by=closer, at=now)
    assert set(refusal.value.fields) == {"competitor"}
    # The client kept it to himself: that is said, not guessed.
    lose_deal(deal=deal, reason=cheaper.code, competitor=None, **TOLD, by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.competitor) == ("lost", "")


def test_one_competitor_is_one_whatever_his_case(deal, second, closer, now):
    lose_deal(deal=deal, reason="competitor", competitor="Ёлка Телеком", **TOLD, by=closer, at=now)
    lose_deal(deal=second, reason="competitor", competitor="  елка  телеком ", **TOLD, by=closer, at=now)
    assert set(Deal.objects.values_list("competitor", flat=True)) == {"Ёлка Телеком"}


def test_the_journal_says_who_lost_it(deal, head, now):
    lose_deal(deal=deal, reason="price", attitude="neutral", note=" Too dear ", by=head, at=now)
    entry = Entry.objects.get(kind="deals.deal_lost")
    assert (entry.by, entry.company, entry.data["note"]) == (head, deal.company, "Too dear")


def test_anothers_deal_is_not_ones_to_lose(deal, other_closer, now):
    with pytest.raises(Forbidden):
        lose_deal(deal=deal, reason="price", attitude="neutral", by=other_closer, at=now)
    assert Deal.objects.get().status == "open"


def test_the_reason_is_asked_in_words(deal, closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Choose the lost reason\.$"):
        lose_deal(deal=deal, reason="", attitude="neutral", by=closer, at=now)


def test_of_two_who_lose_it_one_does(deal, closer, head, now):
    seen_by_head = Deal.objects.get(pk=deal.pk)
    lose_deal(deal=deal, reason="price", attitude="neutral", by=closer, at=now)
    with pytest.raises(Conflict):
        lose_deal(deal=seen_by_head, reason="timing", attitude="warm", by=head, at=now)
    assert Deal.objects.get().loss_reason_id == "price"
