"""Several deals are lost for one reason, all of them or none (L5)."""

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.lose_deals import lose_deals
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.ground.kernel.fake_ids import make_inn
from okno.records.clients.actions.add_company import add_company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

TOLD = {"attitude": "neutral"}


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


@pytest.fixture
def second(head, closer, now):
    company = add_company(name="Вторая", inn=make_inn(77), by=head, at=now)
    return an_open_deal(company, closer, at=now, title="Стойка")


def test_several_are_lost_for_one_reason_or_none(deal, second, closer, other_closer, now):
    with pytest.raises(Forbidden):
        lose_deals(deals=[deal, second], reason="silence", **TOLD, by=other_closer, at=now)
    lost = lose_deals(deals=[deal, second], reason="silence", **TOLD, by=closer, at=now)
    assert [one.status for one in lost] == ["lost", "lost"]
    assert Entry.objects.filter(kind="deals.deal_lost").count() == 2


def test_one_closed_meanwhile_stops_all(deal, second, closer, now):
    same = Deal.objects.get(pk=second.pk)
    lose_deal(deal=second, reason="price", **TOLD, by=closer, at=now)
    with pytest.raises(Conflict):
        lose_deals(deals=[deal, same], reason="silence", **TOLD, by=closer, at=now)
    deal.refresh_from_db()
    assert deal.is_open
    with pytest.raises(Invalid):
        lose_deals(deals=[], reason="silence", **TOLD, by=closer, at=now)


def test_the_journal_of_each_says_who_lost_it(deal, second, head, now):
    lose_deals(deals=[deal, second], reason="silence", **TOLD, note=" A quarter ", by=head, at=now)
    assert set(Deal.objects.values_list("loss_reason", "attitude", "loss_note")) == {
        ("silence", "neutral", "A quarter")
    }
    entries = Entry.objects.filter(kind="deals.deal_lost").order_by("pk")
    assert [(entry.by, entry.subject_id) for entry in entries] == [(head, deal.pk), (head, second.pk)]


def test_nothing_marked_is_nothing_lost(head, now):
    with override("en"), pytest.raises(Invalid, match=r"^Select the deals that are lost\.$"):
        lose_deals(deals=[], reason="silence", **TOLD, by=head, at=now)


def test_permission_comes_before_what_is_marked(engineer, now):
    with pytest.raises(Forbidden):
        lose_deals(deals=[], reason="silence", **TOLD, by=engineer, at=now)
