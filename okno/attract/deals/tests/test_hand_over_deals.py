"""Deals and leads of one go to another (C5a)."""

import pytest
from django.urls import reverse

from okno.attract.deals.actions.hand_over_deals import hand_over_deals
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


@pytest.fixture
def lead(closer, now):
    return a_lead(by=closer, at=now, brought_by=closer)


def test_open_deals_and_new_leads_go_over_with_an_entry_each(deal, lead, closer, other_closer, head, now):
    assert hand_over_deals(giver=closer, receiver=other_closer, reason="В отпуск", by=head, at=now) == 2
    deal.refresh_from_db()
    lead.refresh_from_db()
    assert (deal.owner, lead.assigned_to, lead.assignment_rule) == (other_closer, other_closer, "hand")
    assert lead.brought_by == closer
    entry = Entry.objects.about(deal).get(kind="deals.deal_handed_over")
    assert entry.company == deal.company and "В отпуск" in entry.sentence
    assert Entry.objects.about(lead).filter(kind="assignment.lead_assigned").count() == 1
    assert hand_over_deals(giver=closer, receiver=other_closer, by=head, at=now) == 0


def test_what_is_closed_stays_with_whom_it_was(deal, closer, other_closer, head, now):
    lose_deal(deal=deal, reason="price", attitude="warm", note="", by=closer, at=now)
    assert hand_over_deals(giver=closer, receiver=other_closer, by=head, at=now) == 0
    assert Deal.objects.get().owner == closer


def test_to_whom_and_by_whom(deal, closer, other_closer, engineer, head, now):
    for wrong in (engineer, closer):
        with pytest.raises(Invalid) as invalid:
            hand_over_deals(giver=closer, receiver=wrong, by=head, at=now)
        assert list(invalid.value.fields) == ["receiver"]
    with pytest.raises(Forbidden):
        hand_over_deals(giver=closer, receiver=other_closer, by=closer, at=now)
    assert Deal.objects.get().owner == closer


def test_by_the_page_and_by_the_api(client, sign_in, call_api, deal, lead, closer, other_closer, head):
    address = reverse("deals:hand_over_deals", args=[closer.pk])
    assert sign_in(client, closer).get(address).status_code == 403
    page = sign_in(client, head).get(address)
    assert (page.context["deals"], page.context["leads"]) == (1, 1)
    assert client.post(address, {"receiver": other_closer.pk}).status_code == 302
    path, body = f"/employees/{other_closer.pk}/hand-over-deals", {"receiver_id": closer.pk}
    assert call_api(head, "post", path, body).json() == {"count": 2}
    assert call_api(closer, "post", path, body).status_code == 403
