"""A lead is given out, qualified or turned down (L2, L3)."""

from datetime import date

import pytest

from okno.journal.models import Entry
from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.kernel.events import Audience
from okno.promises.models import Promise
from okno.sales.actions.assign_lead import assign_lead
from okno.sales.actions.import_leads import import_leads
from okno.sales.actions.map_agent import map_agent
from okno.sales.actions.qualify_lead import qualify_lead
from okno.sales.actions.turn_down_lead import turn_down_lead
from okno.sales.models import Deal, ImportedAgent, Lead
from okno.sales.tests.cast import a_lead

pytestmark = pytest.mark.django_db


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
        turn_down_lead(lead=lead, reason="Нет", by=other_closer, at=now)


def test_turned_down_with_a_reason(lead, closer, now):
    with pytest.raises(Invalid):
        turn_down_lead(lead=lead, reason="  ", by=closer, at=now)
    turn_down_lead(lead=lead, reason="Реклама нам самим", by=closer, at=now)
    lead.refresh_from_db()
    assert (lead.status, lead.turned_down_reason) == ("disqualified", "Реклама нам самим")


def test_a_head_gives_it_to_another(lead, head, other_closer, now):
    assign_lead(lead=lead, to=other_closer, by=head, at=now)
    lead.refresh_from_db()
    assert (lead.assigned_to, lead.assignment_rule) == (other_closer, "hand")
    assert other_closer.name in Entry.objects.about(lead).get(kind="sales.lead_assigned").sentence


def test_a_seller_gives_nothing_away_but_takes_what_is_nobodys(head, qualifier, account_manager, now):
    lead = a_lead(by=head, at=now)
    assert lead.assigned_to is None
    with pytest.raises(Forbidden):
        assign_lead(lead=lead, to=account_manager, by=qualifier, at=now)
    assign_lead(lead=lead, to=qualifier, by=qualifier, at=now)
    assert lead.assigned_to == qualifier
    assert Promise.objects.about(lead).get().status == "kept"


def test_who_does_not_sell_or_has_left_gets_no_lead(lead, head, engineer, other_closer, now):
    other_closer.left_on = date(2026, 10, 1)
    other_closer.save()
    for to in (engineer, other_closer):
        with pytest.raises(Invalid):
            assign_lead(lead=lead, to=to, by=head, at=now)


def test_a_mapped_agent_gets_his_history(head, closer, other_closer, now):
    heading = "id,agent,company,stage,date,close date\n"
    text = heading + "1,Al,A,Won,2025-01-01,2025-02-01\n2,Bo,A,Engaging,2025-01-01,\n"
    import_leads(content=text.encode(), name="h.csv", by=head, at=now)
    agent = ImportedAgent.objects.get(name="Al")
    map_agent(agent=agent, employee=closer, by=head, at=now)
    assert Deal.objects.get(lead__external_id="1").owner == closer
    assert Lead.objects.get(external_id="1").assigned_to == closer
    assert Deal.objects.get(lead__external_id="2").owner is None
    map_agent(agent=agent, employee=other_closer, by=head, at=now)
    assert Deal.objects.get(lead__external_id="1").owner == other_closer
    with pytest.raises(Forbidden):
        map_agent(agent=agent, employee=closer, by=closer, at=now)
