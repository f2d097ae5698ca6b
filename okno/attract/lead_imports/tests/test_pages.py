"""Pages of the import, each opened and filled in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from okno.attract.deals.models import Deal
from okno.attract.lead_imports.models import ImportedAgent, LeadsFile
from okno.attract.leads.models import Lead

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def heads(client, head, sign_in):
    return sign_in(client, head)


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(reverse("lead_imports:upload_leads")).status_code == 302


CSV = "Номер;Клиент;Стадия;Дата;Закрыта;Менеджер\n1;Acme;Выиграна;01.02.2025;02.03.2025;Al\n"


def upload(client, text=CSV):
    file = SimpleUploadedFile("deals.csv", text.encode("cp1251"))
    return client.post(reverse("lead_imports:upload_leads"), {"file": file})


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
    assert "Al" in heads.get(reverse("lead_imports:imported_agents")).content.decode()
    heads.post(reverse("lead_imports:map_agent", args=[agent.pk]), {"employee": closer.pk})
    assert Deal.objects.get().owner == closer


def test_a_file_with_errors_shows_them_and_offers_no_load(heads):
    address = upload(heads, CSV.replace("Выиграна", "Где-то")).url
    text = heads.get(address).content.decode()
    assert f"{address}load/" not in text and "Где-то" in text
    assert heads.post(f"{address}load/").status_code == 422
    assert not Lead.objects.exists()


def test_what_is_no_csv_is_told_beside_the_field(heads):
    file = SimpleUploadedFile("deals.xlsx", b"PK\x03\x04")
    assert heads.post(reverse("lead_imports:upload_leads"), {"file": file}).status_code == 422


def test_sellers_do_not_see_others_files(client, sign_in, closer, heads, head):
    address = upload(heads).url
    sign_in(client, closer)
    assert client.get(reverse("lead_imports:upload_leads")).status_code == 403
    assert client.get(address).status_code == 404
