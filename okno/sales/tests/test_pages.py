"""Pages of leads and deals."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from okno.clients.search import search as search_clients
from okno.sales.actions.import_leads import import_leads
from okno.sales.models import Deal, ImportedAgent, Lead, LeadsFile, Stage
from okno.sales.pipeline.board import CARDS
from okno.sales.search import search
from okno.sales.tests.cast import a_lead, an_open_deal
from okno.ui.search import Asked

pytestmark = pytest.mark.django_db
WHO = {"name": "Василёк", "contact_name": "Вера", "email": "vera@vasilek.test"}
FORM = {**WHO, "channel": "call", "nature": "net"}
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
    for name in ("leads", "deals", "deal_list", "register_lead", "import_leads"):
        assert client.get(reverse(f"sales:{name}")).status_code == 302


def test_a_lead_is_registered_and_its_page_tells_the_rule(heads, closer):
    answer = heads.post(reverse("sales:register_lead"), FORM)
    lead = Lead.objects.get()
    assert answer.status_code == 302 and answer.url == lead.get_absolute_url()
    text = page(heads, "sales:lead", lead.pk)
    with translation.override("ru"):
        assert str(Lead.Rule.TURN.label) in text
    assert closer.name in text and "vera@vasilek.test" in text


def test_a_form_never_marks_history(heads, closer):
    heads.post(reverse("sales:register_lead"), FORM | {"imported": "on", "external_id": "X1"})
    lead = Lead.objects.get()
    assert (lead.imported, lead.external_id) == (False, "")
    address = reverse("sales:qualify_lead", args=[lead.pk])
    heads.post(address, {"title": "Сервер", "owner": closer.pk, "need": "Сервер", "imported": "on"})
    assert Deal.objects.get().imported is False


def test_what_is_wrong_stands_beside_its_field(heads):
    answer = heads.post(reverse("sales:register_lead"), FORM | {"inn": "7707083890"})
    assert answer.status_code == 422 and "is-invalid" in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"inn"}


def test_the_second_channel_comes_to_the_same_page(heads, closer):
    for _time in range(2):
        answer = heads.post(reverse("sales:register_lead"), FORM, follow=True)
    assert Lead.objects.count() == 1
    assert [str(message) for message in answer.context["messages"]]


def test_a_recommending_client_is_found_by_a_part_of_the_name(heads, client_company, account_manager):
    heads.post(reverse("sales:register_lead"), FORM | {"recommended_by": "ромаш"})
    assert Lead.objects.get().assigned_to == account_manager
    answer = heads.post(reverse("sales:register_lead"), FORM | {"recommended_by": "Нет такой"})
    assert answer.status_code == 422


def test_lists_by_view_and_filter(client, sign_in, head, closer, other_closer, now):
    first = a_lead(by=head, at=now)
    a_lead(by=head, at=now, name="Пион", email="pion@pion.test", channel="call")
    sign_in(client, head)
    assert "Пион" in page(client, "sales:leads")
    assert "Пион" not in page(client, "sales:leads", channel="site")
    assert "Пион" not in page(client, "sales:leads", q="василЁК")
    sign_in(client, closer)
    text = page(client, "sales:leads", view="all")
    assert "Василёк" in text and "Пион" not in text, "another's lead is not shown"
    assert first.assigned_to == closer


def test_anothers_lead_is_not_there_and_ones_own_verbs_are(client, sign_in, head, closer, other_closer, now):
    lead = a_lead(by=head, at=now)
    sign_in(client, other_closer)
    page(client, "sales:lead", lead.pk, expect=404)
    page(client, "sales:qualify_lead", lead.pk, expect=404)
    sign_in(client, closer)
    assert reverse("sales:qualify_lead", args=[lead.pk]) in page(client, "sales:lead", lead.pk)
    page(client, "sales:assign_lead", lead.pk, expect=403)


def test_a_lead_is_taken_turned_down_and_given(heads, head, other_closer, now):
    lead = a_lead(by=head, at=now)
    heads.post(reverse("sales:assign_lead", args=[lead.pk]), {"to": other_closer.pk})
    lead.refresh_from_db()
    assert lead.assigned_to == other_closer
    heads.post(reverse("sales:turn_down_lead", args=[lead.pk]), {"reason": "Спам"})
    lead.refresh_from_db()
    assert lead.status == "disqualified"


def test_the_board_has_a_column_for_each_stage(heads, deal):
    text = page(heads, "sales:deals")
    assert all(f'data-drop="{stage}"' in text for stage in [*Stage.values, "won", "lost"])
    assert deal.title in text and "style=" not in text and "onclick" not in text


def test_the_board_copes_with_history(heads, head, now, django_assert_max_num_queries):
    rows = "".join(f"{n},Acme,Engaging,2025-01-01\n" for n in range(400))
    import_leads(content=f"id,company,stage,opened\n{rows}".encode(), name="h.csv", by=head, at=now)
    with django_assert_max_num_queries(25):
        text = page(heads, "sales:deals")
    assert text.count('class="card-deal ') == CARDS
    assert f"{400 - CARDS}" in text


def test_a_card_dropped_on_won_is_refused_in_words(heads, deal):
    answer = heads.post(reverse("sales:move_deal", args=[deal.pk]), {"stage": "won", "next": "board"})
    assert answer.status_code == 409
    with translation.override("ru"):
        assert translation.gettext(WON) in answer.content.decode()
    deal.refresh_from_db()
    assert deal.status == "open"


def test_a_card_dropped_on_lost_asks_why(heads, deal):
    answer = heads.post(reverse("sales:move_deal", args=[deal.pk]), {"stage": "lost", "next": "board"})
    assert answer.status_code == 302
    asked = heads.get(answer.url)
    assert asked.status_code == 200
    address = reverse("sales:lose_deal", args=[deal.pk])
    refused = heads.post(address, {"reason": "price", "attitude": "", "next": "board"})
    assert refused.status_code == 422
    lost = heads.post(address, {"reason": "price", "attitude": "warm", "next": "board"})
    assert lost.status_code == 302 and lost.url == reverse("sales:deals")
    deal.refresh_from_db()
    assert deal.status == "lost"


def test_moved_and_opened_again_on_its_page(heads, deal):
    answer = heads.post(reverse("sales:move_deal", args=[deal.pk]), {"stage": "proposal"})
    assert answer.url == deal.get_absolute_url()
    heads.post(reverse("sales:lose_deal", args=[deal.pk]), {"reason": "price", "attitude": "warm"})
    heads.post(reverse("sales:reopen_deal", args=[deal.pk]))
    deal.refresh_from_db()
    assert (deal.status, deal.stage_id) == ("open", "proposal")
    assert deal.title in page(heads, "sales:deal", deal.pk)


def test_the_list_and_the_panel_of_a_company(heads, deal):
    assert deal.title in page(heads, "sales:deal_list")
    assert deal.title in page(heads, "sales:deal_list", q="ромашка", stage="qualification", history="no")
    assert deal.title not in page(heads, "sales:deal_list", view="lost")
    assert deal.title in page(heads, "sales:company_deals", deal.company.pk)


def searched(reader, text):
    asked = Asked(text)
    search_clients(reader, asked)
    return search(reader, asked)


def test_search_finds_leads_and_deals_that_are_mine(deal, closer, other_closer):
    assert [found.title for found in searched(closer, "РОМАШ")] == ["Два сервера", "Ромашка"]
    assert searched(other_closer, "ромаш") == []


CSV = "Номер;Клиент;Стадия;Дата;Закрыта;Менеджер\n1;Acme;Выиграна;01.02.2025;02.03.2025;Al\n"


def upload(client, text=CSV):
    file = SimpleUploadedFile("deals.csv", text.encode("cp1251"))
    return client.post(reverse("sales:import_leads"), {"file": file})


def test_a_file_is_looked_at_mapped_and_loaded(heads, closer):
    address = upload(heads).url
    text = heads.get(address).content.decode()
    assert "Acme" in text and not Lead.objects.exists()
    form = heads.get(address).context["form"]
    chosen = {name: field.initial for name, field in form.fields.items()}
    assert heads.get(address, chosen).status_code == 200
    assert heads.post(f"{address}load/", chosen).status_code == 302
    file = LeadsFile.objects.get()
    assert (bytes(file.content), file.outcome["history"]) == (b"", 1)
    assert Lead.objects.get().external_id == "1"
    assert heads.get(address).status_code == 200
    assert heads.post(f"{address}load/", chosen).status_code == 404
    agent = ImportedAgent.objects.get()
    assert "Al" in page(heads, "sales:imported_agents")
    heads.post(reverse("sales:map_agent", args=[agent.pk]), {"employee": closer.pk})
    assert Deal.objects.get().owner == closer


def test_a_file_with_errors_shows_them_and_offers_no_load(heads):
    address = upload(heads, CSV.replace("Выиграна", "Где-то")).url
    text = heads.get(address).content.decode()
    assert f"{address}load/" not in text and "Где-то" in text
    assert heads.post(f"{address}load/").status_code == 422
    assert not Lead.objects.exists()


def test_what_is_no_csv_is_told_beside_the_field(heads):
    file = SimpleUploadedFile("deals.xlsx", b"PK\x03\x04")
    assert heads.post(reverse("sales:import_leads"), {"file": file}).status_code == 422


def test_sellers_do_not_see_others_files(client, sign_in, closer, heads, head):
    address = upload(heads).url
    sign_in(client, closer)
    assert client.get(reverse("sales:import_leads")).status_code == 403
    assert client.get(address).status_code == 404
