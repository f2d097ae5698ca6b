"""What is known of an open deal changes, and the journal keeps what it was (L4)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.journal.changes import changed_names
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def test_facts_are_changed_and_told(deal, closer, other_closer, now):
    change_deal(deal=deal, monthly_minor=30_000_00, budget_minor=None, place=" Казань ", by=closer, at=now)
    deal = Deal.objects.get()
    assert (deal.monthly_minor, deal.lead.place) == (30_000_00, "Казань")
    entry = Entry.objects.about(deal).get(kind="deals.deal_changed")
    assert sorted(changed_names(entry.changes)) == ["monthly_minor", "place"] and "20" in entry.sentence
    change_deal(deal=deal, monthly_minor=30_000_00, by=closer, at=now)
    assert Entry.objects.about(deal).filter(kind="deals.deal_changed").count() == 1
    with pytest.raises(Forbidden):
        change_deal(deal=deal, title="Моя", by=other_closer, at=now)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"title": "  "}, "title"),
        ({"monthly_minor": -1}, "monthly_minor"),
        ({"expected_on": date(1, 1, 1)}, "expected_on"),
        ({"is_committed": True}, "is_committed"),
        ({"budget_minor": -1}, "budget_minor"),
    ],
)
def test_what_a_deal_cannot_be(given, wrong, deal, closer, now):
    with pytest.raises(Invalid) as refusal:
        change_deal(deal=deal, **given, by=closer, at=now)
    assert set(refusal.value.fields) == {wrong}


def test_what_is_committed_to_keeps_a_date(deal, closer, now):
    change_deal(deal=deal, expected_on=date(2026, 12, 1), is_committed=True, by=closer, at=now)
    with pytest.raises(Invalid) as refusal:
        change_deal(deal=deal, expected_on=None, by=closer, at=now)
    assert set(refusal.value.fields) == {"expected_on"}
    change_deal(deal=deal, expected_on=None, is_committed=False, by=closer, at=now)
    assert (deal.expected_on, deal.is_committed) == (None, False)


def test_a_closed_deal_is_not_changed(deal, closer, now):
    lose_deal(deal=deal, reason="price", attitude="warm", by=closer, at=now)
    with pytest.raises(Conflict):
        change_deal(deal=deal, title="Три", by=closer, at=now)


def test_the_journal_says_who_changed_what(deal, head, now):
    change_deal(deal=deal, title=" Three  servers ", by=head, at=now)
    deal.refresh_from_db()
    assert deal.title == "Three servers"
    entry = Entry.objects.get(kind="deals.deal_changed")
    assert (entry.by, entry.company, changed_names(entry.changes)) == (head, deal.company, ["title"])


def test_a_sum_below_zero_is_refused_and_nothing_is_written(deal, closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter an amount of zero or more\.$"):
        change_deal(deal=deal, title="Another", monthly_minor=-1, by=closer, at=now)
    assert Deal.objects.get().title == "Два сервера"


def test_what_a_colleague_wrote_meanwhile_is_not_written_over(deal, closer, head, now):
    seen_by_closer = Deal.objects.get(pk=deal.pk)
    change_deal(deal=deal, title="Three servers", by=head, at=now)
    change_deal(deal=seen_by_closer, monthly_minor=30_000_00, by=closer, at=now)
    assert Deal.objects.values_list("title", "monthly_minor").get() == ("Three servers", 30_000_00)


def test_a_field_that_a_deal_has_not_is_a_mistake_of_the_door(deal, closer, now):
    with pytest.raises(ValueError, match="owner"):
        change_deal(deal=deal, owner=closer, by=closer, at=now)


def test_what_is_no_service_is_refused_in_words(deal, closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^No such service\.$") as invalid:
        change_deal(deal=deal, service="hosting", by=closer, at=now)
    assert list(invalid.value.fields) == ["service"]


def test_history_without_a_lead_has_nothing_written_to_one(deal, closer, now):
    Deal.objects.update(imported=True, lead=None)
    with override("en"), pytest.raises(Conflict, match=r"^This deal has no lead, "):
        change_deal(deal=deal, place="Казань", by=closer, at=now)
    assert not Entry.objects.filter(kind="deals.deal_changed").exists()
