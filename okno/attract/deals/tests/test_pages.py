"""Pages of leads and deals."""

import pytest
from django.urls import reverse
from django.utils import translation

from okno.attract.deals.models import Deal, Stage
from okno.attract.deals.search import search
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.models import Lead
from okno.attract.leads.search import search as search_leads
from okno.attract.leads.tests.cast import a_lead
from okno.ground.ui.search import SearchQuery
from okno.ground.ui.tests.addresses import address
from okno.records.clients.search import search as search_clients

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
WHO = {"name": "Василёк", "contact_name": "Вера", "email": "vera@vasilek.test"}
FORM = {**WHO, "channel": "call", "source_type": "net"}
WON = "Only the signing of a contract wins a deal. Open it, send a quote and sign the contract."


@pytest.fixture
def heads(client, head, sign_in):
    return sign_in(client, head)


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def page(client, name, *args, expect=200, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == expect
    return answer.content.decode()


def test_a_visitor_is_asked_to_sign_in(client):
    for name in ("leads", "deals", "deal_list", "register_lead"):
        assert client.get(address(("deals", "leads", "assignment", "plans"), name)).status_code == 302


def test_a_lead_is_registered_and_its_page_tells_the_rule(heads, closer):
    answer = heads.post(reverse("leads:register_lead"), FORM)
    lead = Lead.objects.get()
    assert answer.status_code == 302 and answer.url == lead.get_absolute_url()
    text = page(heads, "leads:lead", lead.pk)
    with translation.override("ru"):
        assert str(Lead.Rule.TURN.label) in text
    assert closer.name in text and "vera@vasilek.test" in text


def test_a_form_never_marks_history(heads, closer):
    heads.post(reverse("leads:register_lead"), FORM | {"imported": "on", "external_id": "X1"})
    lead = Lead.objects.get()
    assert (lead.imported, lead.external_id) == (False, "")
    address = reverse("deals:qualify_lead", args=[lead.pk])
    heads.post(address, {"title": "Сервер", "owner": closer.pk, "need": "Сервер", "imported": "on"})
    assert Deal.objects.get().imported is False


def test_what_is_wrong_stands_beside_its_field(heads):
    answer = heads.post(reverse("leads:register_lead"), FORM | {"inn": "7707083890"})
    assert answer.status_code == 422 and "is-invalid" in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"inn"}


def test_the_second_channel_comes_to_the_same_page(heads, closer):
    for _time in range(2):
        answer = heads.post(reverse("leads:register_lead"), FORM, follow=True)
    assert Lead.objects.count() == 1
    assert [str(message) for message in answer.context["messages"]]


def test_a_recommending_client_is_found_by_a_part_of_the_name(heads, client_company, account_manager):
    heads.post(reverse("leads:register_lead"), FORM | {"recommended_by": "ромаш"})
    assert Lead.objects.get().assigned_to == account_manager
    answer = heads.post(reverse("leads:register_lead"), FORM | {"recommended_by": "Нет такой"})
    assert answer.status_code == 422


def test_lists_by_view_and_filter(client, sign_in, head, closer, other_closer, now):
    first = a_lead(by=head, at=now)
    a_lead(by=head, at=now, name="Пион", email="pion@pion.test", channel="call")
    sign_in(client, head)
    assert "Пион" in page(client, "leads:leads")
    assert "Пион" not in page(client, "leads:leads", channel="site")
    assert "Пион" not in page(client, "leads:leads", q="василЁК")
    sign_in(client, closer)
    text = page(client, "leads:leads", view="all")
    assert "Василёк" in text and "Пион" not in text, "another's lead is not shown"
    assert first.assigned_to == closer


def test_anothers_lead_is_not_there_and_ones_own_verbs_are(client, sign_in, head, closer, other_closer, now):
    lead = a_lead(by=head, at=now)
    sign_in(client, other_closer)
    page(client, "leads:lead", lead.pk, expect=404)
    page(client, "deals:qualify_lead", lead.pk, expect=404)
    sign_in(client, closer)
    assert reverse("deals:qualify_lead", args=[lead.pk]) in page(client, "leads:lead", lead.pk)
    page(client, "assignment:assign_lead", lead.pk, expect=403)


def test_a_lead_is_taken_turned_down_and_given(heads, head, other_closer, now):
    lead = a_lead(by=head, at=now)
    heads.post(reverse("assignment:assign_lead", args=[lead.pk]), {"to": other_closer.pk})
    lead.refresh_from_db()
    assert lead.assigned_to == other_closer
    heads.post(reverse("leads:disqualify_lead", args=[lead.pk]), {"reason": "Спам"})
    lead.refresh_from_db()
    assert lead.status == "disqualified"


def test_the_board_has_a_column_for_each_stage(heads, deal):
    text = page(heads, "deals:deals")
    assert all(f'data-drop="{stage}"' in text for stage in [*Stage.values, "won", "lost"])
    assert deal.title in text and "style=" not in text and "onclick" not in text


def test_a_card_dropped_on_won_is_refused_in_words(heads, deal):
    answer = heads.post(reverse("deals:move_deal", args=[deal.pk]), {"stage": "won", "next": "board"})
    assert answer.status_code == 409
    with translation.override("ru"):
        assert translation.gettext(WON) in answer.content.decode()
    deal.refresh_from_db()
    assert deal.status == "open"


def test_a_card_dropped_on_lost_asks_why(heads, deal):
    answer = heads.post(reverse("deals:move_deal", args=[deal.pk]), {"stage": "lost", "next": "board"})
    assert answer.status_code == 302
    asked = heads.get(answer.url)
    assert asked.status_code == 200
    address = reverse("deals:lose_deal", args=[deal.pk])
    refused = heads.post(address, {"reason": "price", "attitude": "", "next": "board"})
    assert refused.status_code == 422
    lost = heads.post(address, {"reason": "price", "attitude": "warm", "next": "board"})
    assert lost.status_code == 302 and lost.url == reverse("deals:deals")
    deal.refresh_from_db()
    assert deal.status == "lost"


def test_moved_and_opened_again_on_its_page(heads, deal):
    answer = heads.post(reverse("deals:move_deal", args=[deal.pk]), {"stage": "proposal"})
    assert answer.url == deal.get_absolute_url()
    heads.post(reverse("deals:lose_deal", args=[deal.pk]), {"reason": "price", "attitude": "warm"})
    heads.post(reverse("deals:reopen_deal", args=[deal.pk]))
    deal.refresh_from_db()
    assert (deal.status, deal.stage_id) == ("open", "proposal")
    assert deal.title in page(heads, "deals:deal", deal.pk)


def test_the_list_and_the_panel_of_a_company(heads, deal):
    assert deal.title in page(heads, "deals:deal_list")
    assert deal.title in page(heads, "deals:deal_list", q="ромашка", stage="qualification", history="no")
    assert deal.title not in page(heads, "deals:deal_list", view="lost")
    assert deal.title in page(heads, "deals:company_deals", deal.company.pk)


def searched(reader, text):
    asked = SearchQuery(text)
    search_clients(reader, asked)
    return [*search(reader, asked), *search_leads(reader, asked)]


def test_search_finds_leads_and_deals_that_are_mine(deal, closer, other_closer):
    assert [found.title for found in searched(closer, "РОМАШ")] == ["Два сервера", "Ромашка"]
    assert searched(other_closer, "ромаш") == []
