"""A lead is qualified: a deal begins with what is known of it (L3)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.models import Deal
from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.events import MinimumPriceTold
from okno.attract.leads.models import Lead
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.ground.kernel.events import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def lead(head, closer, now):
    return a_lead(by=head, at=now)


def test_qualified_it_becomes_a_deal_with_an_owner(lead, closer, now):
    deal = qualify_lead(
        lead=lead,
        owner=closer,
        title=" Два  сервера ",
        monthly_minor=20_000_00,
        budget_minor=25_000_00,
        decision_maker="Вера",
        timing="до ноября",
        place="Москва",
        minimum_price_told_minor=10_750_00,
        by=closer,
        at=now,
    )
    lead.refresh_from_db()
    assert (lead.status, lead.closed_at, lead.need) == ("qualified", now, "Два сервера в Москве")
    assert (lead.budget_minor, lead.decision_maker, lead.timing, lead.place) == (
        25_000_00,
        "Вера",
        "до ноября",
        "Москва",
    )
    assert lead.minimum_price_told_minor == 10_750_00
    assert (deal.title, deal.owner, deal.company, deal.stage_id) == (
        "Два сервера",
        closer,
        lead.company,
        "qualification",
    )
    assert (deal.monthly_minor, deal.opened_on, deal.imported) == (20_000_00, date(2026, 10, 12), False)
    entry = Entry.objects.about(deal).get()
    assert entry.audience == Audience.PRICES and "20" in entry.sentence


def test_twice_is_a_conflict(lead, closer, now):
    same = Lead.objects.get(pk=lead.pk)
    words = {"owner": closer, "title": "Сервер", "monthly_minor": None, "by": closer, "at": now}
    qualify_lead(lead=lead, **words)
    with pytest.raises(Conflict):
        qualify_lead(lead=same, **words)
    assert Deal.objects.count() == 1


def test_without_a_need_it_is_not_qualified(head, closer, now):
    lead = a_lead(by=head, at=now, need="")
    with pytest.raises(Invalid) as refusal:
        qualify_lead(lead=lead, owner=closer, title="Сервер", monthly_minor=None, by=closer, at=now)
    assert "need" in refusal.value.fields


def test_a_deal_is_led_by_one_who_sells(lead, closer, engineer, now):
    with pytest.raises(Invalid):
        qualify_lead(lead=lead, owner=engineer, title="Сервер", monthly_minor=None, by=closer, at=now)


def test_anothers_lead_is_not_qualified_nor_turned_down(lead, closer, other_closer, now):
    assert lead.assigned_to == closer
    with pytest.raises(Forbidden):
        qualify_lead(lead=lead, owner=closer, title="Сервер", monthly_minor=None, by=other_closer, at=now)
    with pytest.raises(Forbidden):
        disqualify_lead(lead=lead, reason="Нет", by=other_closer, at=now)


def test_the_journal_says_who_opened_the_deal(lead, closer, now):
    deal = qualify_lead(lead=lead, owner=closer, title="Server", monthly_minor=None, by=closer, at=now)
    entry = Entry.objects.get(kind="deals.deal_opened")
    assert (entry.by, entry.company, entry.subject_id) == (closer, lead.company, deal.pk)
    assert (entry.data["title"], entry.data["owner"]) == ("Server", closer.name)


def test_a_deal_has_a_title(lead, closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter a deal name\.$") as invalid:
        qualify_lead(lead=lead, owner=closer, title=" ", monthly_minor=None, by=closer, at=now)
    assert list(invalid.value.fields) == ["title"]
    assert Lead.objects.get().status == "new"


def test_a_minimum_price_told_meanwhile_has_an_entry_of_its_own(lead, closer, now):
    price = {"decision_maker": "Вера", "minimum_price_told_minor": 10_750_00}
    qualify_lead(lead=lead, owner=closer, title="Server", monthly_minor=None, **price, by=closer, at=now)
    entry = Entry.objects.get(kind=MinimumPriceTold.name)
    assert (entry.by, entry.company, entry.data["told_minor"]) == (closer, lead.company, 1_075_000)
