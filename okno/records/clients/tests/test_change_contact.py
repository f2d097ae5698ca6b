"""People at a company: changed, gone and back again; when and by what they are reached (C1, C7)."""

from datetime import date, time

import pytest
from django.utils import timezone

from okno.ground.journal.changes import changed_names
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.ground.ui.tests.addresses import address
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.change_contact import change_contact
from okno.records.clients.contact_rows import people_of
from okno.records.clients.models import Contact

pytestmark = pytest.mark.both_engines

IN_PLACE = {"HX-Request": "true", "HX-Target": "contact-1"}


def url(name, *args):
    return address(("clients", "relations"), name, args)


@pytest.fixture
def ira(client_company, closer, now):
    return add_contact(
        company=client_company,
        name="Ира",
        email="ira@romashka.test",
        channel="voice",
        quiet_from=time(13),
        quiet_until=time(15),
        by=closer,
        at=now,
    )


def test_a_change_is_journalled_with_its_fields(ira, closer, engineer, now):
    change_contact(contact=ira, phone="8 900 111 22 33", channel="mail", by=closer, at=now)
    ira.refresh_from_db()
    assert (ira.phone, ira.channel, ira.quiet_from) == ("+79001112233", "mail", time(13))
    entry = Entry.objects.get(kind="clients.contact_changed")
    assert changed_names(entry.changes) == ["channel", "phone"] and "Ира" in entry.sentence
    change_contact(contact=ira, channel="mail", by=closer, at=now)
    assert Entry.objects.filter(kind="clients.contact_changed").count() == 1
    with pytest.raises(Forbidden):
        change_contact(contact=ira, phone="", by=engineer, at=now)
    with pytest.raises(ValueError, match="no such details"):
        change_contact(contact=ira, left_at=now, by=closer, at=now)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": " "}),
        ("decision_role", {"decision_role": "king"}),
        ("channel", {"channel": "pigeon"}),
        ("email", {"email": "nobody"}),
        ("quiet_until", {"quiet_until": None}),
        ("quiet_until", {"quiet_until": time(13)}),
    ],
)
def test_what_cannot_be_taken(ira, closer, now, field, given):
    with pytest.raises(Invalid) as invalid:
        change_contact(contact=ira, by=closer, at=now, **given)
    assert list(invalid.value.fields) == [field]


@pytest.mark.parametrize(
    ("starts", "ends", "hour", "quiet"),
    [
        (time(13), time(15), 13, True),
        (time(13), time(15), 15, False),
        (time(13), time(15), 10, False),
        (time(20), time(9), 23, True),
        (time(20), time(9), 8, True),
        (time(20), time(9), 12, False),
        (None, None, 12, False),
    ],
)
def test_quiet_hours(starts, ends, hour, quiet):
    contact = Contact(quiet_from=starts, quiet_until=ends)
    assert contact.is_quiet(at_hour(date(2026, 10, 12), hour)) is quiet


def test_who_decides_comes_first(ira, client_company, closer, now):
    boss = add_contact(company=client_company, name="Босс", decision_role="decides", by=closer, at=now)
    assert [one.contact for one in people_of(client_company, now).there] == [boss, ira]


def test_in_place(client, sign_in, ira, client_company, closer):
    sign_in(client, closer)
    form = client.get(url("change_contact", ira.pk), headers=IN_PLACE)
    assert "<html" not in form.content.decode()
    shown = form.context["form"]
    sent = {field.name: field.value() or "" for field in shown} | {"name": "Ирина"}
    saved = client.post(url("change_contact", ira.pk), sent, headers=IN_PLACE)
    assert (saved.status_code, saved.headers["HX-Retarget"]) == (200, "#contacts")
    assert "Ирина" in saved.content.decode()
    wrong = client.post(url("change_contact", ira.pk), sent | {"email": "nobody"}, headers=IN_PLACE)
    assert wrong.status_code == 422 and "nobody" in wrong.content.decode()
    gone = client.post(url("remove_contact", ira.pk), headers=IN_PLACE)
    assert url("return_contact", ira.pk) in gone.headers["HX-Trigger"]
    assert url("return_contact", ira.pk) in gone.content.decode()
    assert client.post(url("return_contact", ira.pk)).status_code == 302
    assert client.get(url("remove_contact", ira.pk)).status_code == 405
    assert Contact.objects.get().name == "Ирина"


def test_two_who_change_quiet_hours_are_told(client, sign_in, ira, closer, head):
    sign_in(client, closer)
    shown = client.get(url("change_contact", ira.pk)).context["form"]
    sent = {field.name: field.value() or "" for field in shown} | {"quiet_from": "14:00"}
    change_contact(contact=ira, quiet_until=time(13, 30), by=head, at=timezone.now())
    told = client.post(url("change_contact", ira.pk), sent)
    assert [clash.label for clash in told.context["clashes"]] == ["Не звонить до"]


def test_through_the_api(call_api, ira, client_company, closer, engineer):
    path = f"/contacts/{ira.pk}"
    changed = call_api(closer, "patch", path, {"channel": "mail", "quiet_from": "20:00"})
    assert (changed.json()["channel"], changed.json()["quiet_from"]) == ("mail", "20:00:00")
    assert call_api(closer, "patch", path, {"quiet_from": "13:00Z"}).status_code == 422
    assert call_api(closer, "patch", path, {"quiet_from": None}).status_code == 422
    assert call_api(engineer, "patch", path, {"channel": ""}).status_code == 403
    assert call_api(closer, "post", f"{path}/remove").json()["left_at"]
    assert call_api(closer, "post", f"{path}/remove").status_code == 409
    assert call_api(closer, "post", f"{path}/return").json()["left_at"] is None
    both = {"name": "Пётр", "channel": "messenger", "quiet_from": "09:00", "quiet_until": "10:00"}
    added = call_api(closer, "post", f"/companies/{client_company.pk}/contacts", both)
    assert (added.status_code, added.json()["quiet_until"]) == (201, "10:00:00")
