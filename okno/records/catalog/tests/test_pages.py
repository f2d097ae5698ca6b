import pytest
from django.urls import reverse

from okno.ground.journal.changes import changed_names
from okno.ground.journal.models import Entry
from okno.records.catalog.models import Configuration, Coverage, FloorFormula, Location, Service
from okno.records.catalog.tests.cast import a_configuration, a_location, the_formula

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_cost_and_floor_are_shown_to_heads_alone(client, head, closer, engineer, sign_in):
    server = a_configuration()
    for address in (reverse("catalog:configurations"), server.get_absolute_url()):
        shown = sign_in(client, head).get(address).content.decode()
        assert f"10{NBSP}750" in shown and f"20{NBSP}000" in shown
        shown = sign_in(client, closer).get(address).content.decode()
        assert f"10{NBSP}750" not in shown and f"8{NBSP}600" not in shown
        assert f"20{NBSP}000" in shown
        shown = sign_in(client, engineer).get(address).content.decode()
        assert f"20{NBSP}000" not in shown and f"10{NBSP}750" not in shown


def test_the_price_list_takes_few_queries_however_long(client, head, sign_in, django_assert_max_num_queries):
    for number in range(12):
        a_configuration(code=f"server-{number}")
    sign_in(client, head)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("catalog:configurations")).status_code == 200


def test_unknown_cost_is_said_in_words(client, head, sign_in):
    a_configuration(cost_minor=None)
    page = sign_in(client, head).get(reverse("catalog:configurations"))
    assert [row.verdict for row in page.context["rows"]] == ["unknown"]


def test_the_formula_is_explained_with_an_example_computed_now(client, head, engineer, sign_in):
    the_formula()
    page = sign_in(client, head).get(reverse("catalog:formula")).content.decode()
    assert f"10{NBSP}750" in page and f"10{NBSP}749" in page
    assert sign_in(client, engineer).get(reverse("catalog:formula")).status_code == 403


def test_the_owner_sets_a_new_version(client, owner, head, sign_in):
    the_formula()
    address = reverse("catalog:set_formula")
    assert sign_in(client, head).get(address).status_code == 403
    sign_in(client, owner)
    assert client.get(address).status_code == 200
    rates = {
        "overhead_bp": "12,5",
        "seller_share_bp": "5",
        "partner_share_bp": "0",
        "tax_bp": "0",
        "margin_bp": "15",
    }
    assert client.post(address, {**rates, "starts_on": "2024-01-01"}).status_code == 422
    assert client.post(address, {**rates, "starts_on": "2026-11-01"}).status_code == 302
    assert FloorFormula.objects.get(version=2).overhead_bp == 1250


def test_a_cost_is_set_by_form(client, head, sign_in):
    server = a_configuration()
    address = reverse("catalog:set_cost", args=[server.pk])
    sign_in(client, head)
    assert client.get(address).status_code == 200
    given = {"name": "Power", "kind": "monthly", "amount_minor": "1 000,50", "starts_on": "2026-10-12"}
    assert client.post(address, given).status_code == 302
    assert server.costs.get(name="Power").amount_minor == 100_050


def test_a_plain_edit_journals_which_fields_changed(client, marketer, closer, sign_in):
    server = a_configuration()
    address = reverse("catalog:edit_configuration", args=[server.pk])
    assert sign_in(client, closer).post(address, {}).status_code == 403
    sign_in(client, marketer)
    given = {
        "service": server.service_id,
        "name": server.name,
        "code": server.code,
        "monthly_minor": "21 000",
        "one_off_minor": "0",
        "resource_kind": "server",
        "units": 1,
        "setup_days": 3,
        "is_offered": "on",
    }
    assert client.get(address).status_code == 200
    assert client.post(address, given).status_code == 302
    server.refresh_from_db()
    assert server.monthly_minor == 2_100_000
    of_edits = ["journal.fields_changed", "journal.prices_changed"]
    entries = Entry.objects.filter(kind__in=of_edits, subject_id=server.pk)
    about = {"model": "catalog.configuration", "field": "monthly_minor"}
    assert [entry.changes for entry in entries] == [[{**about, "before": 2_000_000, "after": 2_100_000}]]
    assert (entries.get().kind, entries.get().audience) == ("journal.prices_changed", "prices")
    client.post(address, given)
    assert entries.count() == 1
    client.post(address, {**given, "setup_days": 5, "monthly_minor": "22 000"})
    assert sorted((entry.kind, changed_names(entry.changes)) for entry in entries.all()[:2]) == [
        ("journal.fields_changed", ["setup_days"]),
        ("journal.prices_changed", ["monthly_minor"]),
    ]


def test_adding_a_service_a_configuration_and_a_place(client, head, sign_in):
    sign_in(client, head)
    client.post(reverse("catalog:add_service"), {"name": "Virtual server", "code": "vps"})
    service = Service.objects.get(code="vps")
    given = {
        "service": service.pk,
        "name": "VPS 1",
        "code": "vps-1",
        "monthly_minor": "500",
        "one_off_minor": "0",
        "units": 1,
        "setup_days": 1,
    }
    assert client.post(reverse("catalog:add_configuration"), given).status_code == 302
    assert Configuration.objects.get(code="vps-1").monthly_minor == 50_000
    client.post(reverse("catalog:add_location"), {"name": "Warehouse", "code": "wh"})
    place = Location.objects.get(code="wh")
    address = reverse("catalog:set_coverage", args=[place.pk])
    assert client.get(address).status_code == 200
    client.post(address, {f"service_{service.pk}": "planned"})
    assert Coverage.objects.get(location=place).status == "planned"


@pytest.mark.parametrize("name", ["locations", "configurations"])
def test_lists_open_for_everybody_who_signed_in(client, engineer, sign_in, name):
    a_location()
    assert client.get(reverse(f"catalog:{name}")).status_code == 302
    assert sign_in(client, engineer).get(reverse(f"catalog:{name}")).status_code == 200


def test_a_place_has_its_page(client, engineer, sign_in):
    place = a_location()
    assert sign_in(client, engineer).get(place.get_absolute_url()).status_code == 200
    assert client.get(reverse("catalog:edit_location", args=[place.pk])).status_code == 200
