"""Changes are kept as field, before and after, and read in the language of the reader (C1)."""

import json
from datetime import date, time

import pytest
from django.apps import apps
from django.utils.translation import override

from okno.ground.journal.change_text import changes_text, is_changes, stored_value
from okno.ground.journal.changes import change_fields, changed_names, changes_between, last_changes
from okno.ground.journal.events import FieldsChanged
from okno.ground.journal.models import Entry
from okno.ground.journal.record import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(client_company):
    return apps.get_model("clients.Contact").objects.create(company=client_company, name="Irina")


@pytest.fixture
def service():
    return apps.get_model("catalog.Service").objects.create(code="server", name="Server")


def test_only_what_differs_is_set_and_kept(client_company):
    changes = change_fields(client_company, {"name": client_company.name, "phone": "+79000000003"})
    assert changes == [
        {"model": "clients.company", "field": "phone", "before": "+79000000002", "after": "+79000000003"}
    ]
    assert client_company.phone == "+79000000003"
    assert type(client_company).objects.get(pk=client_company.pk).phone == "+79000000002"
    assert change_fields(client_company, {"phone": "+79000000003"}) == []


def test_a_value_is_stored_as_json_holds_it(service):
    values = [date(2026, 10, 12), time(9, 30), 21_000_00, True, None, ["a"], service]
    assert json.loads(json.dumps([stored_value(value) for value in values])) == [
        "2026-10-12",
        "09:30:00",
        2_100_000,
        True,
        None,
        ["a"],
        {"id": service.pk, "name": "Server"},
    ]


def test_the_text_is_in_the_language_of_the_reader():
    before = {"monthly_minor": None, "expected_on": None, "is_committed": False, "title": "Сайт"}
    after = {"monthly_minor": 21_000_00, "expected_on": date(2026, 11, 3), "is_committed": True, "title": ""}
    changes = changes_between(apps.get_model("deals.Deal")(), before, after)
    nbsp = "\N{NO-BREAK SPACE}"
    assert changes_text(changes).replace(nbsp, " ") == (
        "ожидаем в месяц: — → 21 000,00 ₽; когда ждём подписания: — → 3 ноября 2026; "
        "Уверен: войдёт в план: нет → да; о чём: Сайт → —"
    )
    with override("en"):
        assert changes_text(changes[:1]).endswith("— → ₽21,000.00")


def test_a_choice_a_record_and_a_lost_field_are_told(contact, service):
    changes = changes_between(contact, {"channel": "mail"}, {"channel": "voice"})
    assert changes_text(changes) == "как связываться: почта → голос"
    server = apps.get_model("catalog.Configuration")()
    assert changes_text(changes_between(server, {}, {"service": service})) == "услуга: — → Server"
    lost = {"model": "clients.contact", "field": "no_such_field", "before": "a", "after": "b"}
    assert changes_text([{**lost, "model": "gone.model"}, lost]) == (  # type: ignore[list-item]
        "no_such_field: a → b; no_such_field: a → b"
    )


def test_what_is_no_change_is_no_change(client_company, head, now):
    assert not is_changes([]) and not is_changes("Phone") and not is_changes([{"field": "phone"}])
    entry = record(FieldsChanged, subject=client_company, by=head, at=now, changes="Телефон")
    assert (entry.changes, entry.sentence) == ([], "Изменено: Телефон")


def test_the_entry_keeps_the_values_and_the_api_tells_them(contact, closer, now, call_api):
    changes = change_fields(contact, {"phone": "+79000000009"})
    entry = record(FieldsChanged, subject=contact, by=closer, at=now, changes=changes)
    entry = Entry.objects.get(pk=entry.pk)
    assert entry.changes == [
        {"model": "clients.contact", "field": "phone", "before": "", "after": "+79000000009"}
    ]
    assert changed_names(entry.changes) == ["phone"]
    assert last_changes(contact, ["phone", "name"]) == {"phone": (closer.name, now)}
    assert call_api(closer, "get", f"/journal/{entry.pk}").json()["changes"] == entry.changes
