"""A letter from a client's page goes out once, in one voice, and never to who asked for none (guard 6)."""

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Forbidden, Guard, Invalid, Refused
from okno.ground.outbox.models import OutgoingMail
from okno.ground.ui.tests.addresses import address
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.become_client import become_client
from okno.records.clients.actions.forbid_contact import forbid_contact
from okno.records.clients.actions.remove_contact import remove_contact
from okno.records.clients.actions.send_letter import send_letter
from okno.records.clients.models import NoContact


def url(name, *args):
    return address(("clients", "relations"), name, args)


@pytest.fixture
def ira(client_company, closer, now):
    return add_contact(company=client_company, name="Ира", email="ira@mail.romashka.test", by=closer, at=now)


@pytest.fixture
def letter(client_company, ira, account_manager, now):
    words = {"subject": "Продление", "text": "Добрый день.\nСрок истекает."}
    return {"company": client_company, "contacts": [ira], **words, "by": account_manager, "at": now}


def test_it_waits_in_the_outbox_and_the_client_sees_it(letter, ira, account_manager):
    (sent,) = send_letter(**letter)
    assert (sent.to, sent.reply_to, sent.subject) == (ira.email, "anna@okno.test", "Продление")
    entry = Entry.objects.get(kind="clients.letter_sent")
    assert entry.to_client and entry.by == account_manager
    for told in ("Ира", ira.email, "Продление", "Срок истекает."):
        assert told in entry.sentence


def test_its_words_are_not_for_those_who_read_no_prices(letter, engineer, closer):
    send_letter(**letter)
    sent = Entry.objects.filter(kind="clients.letter_sent")
    assert not sent.visible_to(engineer).exists() and sent.visible_to(closer).exists()


def test_sent_again_after_a_lost_connection_it_goes_out_once(letter, now):
    send_letter(**letter, letter="this-one")
    again = {**letter, "at": now.replace(minute=5)}
    send_letter(**again, letter="this-one")
    assert (OutgoingMail.objects.count(), Entry.objects.filter(kind="clients.letter_sent").count()) == (1, 1)
    send_letter(**again, letter="another")
    assert OutgoingMail.objects.count() == 2


def test_a_client_hears_one_voice(letter, client_company, closer, engineer, head, now):
    send_letter(**letter | {"by": closer})
    become_client(company=client_company, on=local_date(now), by=CONSOLE, at=now)
    with pytest.raises(Forbidden):
        send_letter(**letter | {"by": closer})
    with pytest.raises(Forbidden):
        send_letter(**letter | {"by": engineer})
    send_letter(**letter | {"by": head})


def test_what_is_no_letter(letter, ira, client_company, own_company, closer, accountant, now):
    other = add_contact(company=own_company, name="Чужой", email="x@okno.test", by=accountant, at=now)
    mute = add_contact(company=client_company, name="Пётр", by=closer, at=now)
    for field, given in [
        ("contacts", {"contacts": []}),
        ("contacts", {"contacts": [other]}),
        ("contacts", {"contacts": [mute]}),
        ("subject", {"subject": " \n "}),
        ("subject", {"subject": "x" * 301}),
        ("text", {"text": " "}),
        ("text", {"text": "x" * 20_001}),
    ]:
        with pytest.raises(Invalid) as invalid:
            send_letter(**letter | given)
        assert list(invalid.value.fields) == [field]
    remove_contact(contact=ira, by=closer, at=now)
    with pytest.raises(Invalid):
        send_letter(**letter)


@pytest.mark.parametrize("address", ["Ira@mail.Romashka.test", "mail.romashka.test", "@romashka.test"])
def test_guard_6_holds_for_the_address_its_domain_and_all_above(letter, client_company, closer, now, address):
    forbid_contact(address=address, reason="Просили не писать", by=closer, at=now)
    with pytest.raises(Refused) as refused:
        send_letter(**letter)
    assert (refused.value.guard, refused.value.subject) == (Guard.NO_CONTACT, client_company)
    assert "Просили не писать" in str(refused.value.reason)
    assert refused.value.remedy and refused.value.decides
    assert not OutgoingMail.objects.exists()


def test_one_of_many_stops_the_letter_whole(letter, ira, client_company, closer, now):
    vera = add_contact(company=client_company, name="Вера", email="vera@okno.test", by=closer, at=now)
    forbid_contact(address=ira.email, reason="Просили", by=closer, at=now)
    with pytest.raises(Refused):
        send_letter(**letter | {"contacts": [vera, ira]})
    assert not OutgoingMail.objects.exists()
    send_letter(**letter | {"contacts": [vera]})


def test_from_the_page(client, sign_in, ira, client_company, account_manager, engineer):
    page = sign_in(client, account_manager).get(url("send_letter", client_company.pk))
    form = page.context["form"]
    assert form["contacts"].value() == [ira.pk]
    typed = {
        "contacts": [ira.pk],
        "subject": "Продление",
        "text": "Добрый день.",
        "letter": form["letter"].value(),
    }
    for _twice in range(2):
        sent = client.post(url("send_letter", client_company.pk), typed)
        assert sent.headers["Location"] == client_company.get_absolute_url()
    assert OutgoingMail.objects.count() == 1
    empty = client.post(url("send_letter", client_company.pk), typed | {"text": ""})
    assert empty.status_code == 422 and "Продление" in empty.content.decode()
    assert sign_in(client, engineer).get(url("send_letter", client_company.pk)).status_code == 403


def test_refused_on_the_page_and_told_in_the_list(
    client, sign_in, ira, client_company, account_manager, head
):
    sign_in(client, account_manager)
    asked = {"address": ira.email, "reason": "Просил по телефону"}
    back = client.post(f"{url('no_contacts')}?company={client_company.pk}", asked)
    assert back.headers["Location"] == client_company.get_absolute_url()
    assert "Просил по телефону" in client.get(url("no_contacts")).content.decode()
    assert client.get(url("no_contacts"), {"q": "nowhere"}).context["page"].items == []
    typed = {"contacts": [ira.pk], "subject": "Продление", "text": "Добрый день."}
    assert client.post(url("send_letter", client_company.pk), typed).status_code == 409
    assert Entry.objects.get(kind="journal.guard_refused").company == client_company
    page = client.get(client_company.get_absolute_url()).content.decode()
    assert "Просил по телефону" in page
    one = NoContact.objects.get()
    assert client.get(url("lift_no_contact", one.pk)).status_code == 403
    sign_in(client, head)
    assert client.post(url("lift_no_contact", one.pk), {"reason": ""}).status_code == 422
    assert client.post(url("lift_no_contact", one.pk), {"reason": "Попросил"}).status_code == 302
    assert client.get(url("no_contacts")).context["page"].items == []


def test_through_the_api(call_api, ira, client_company, own_company, account_manager, head, engineer):
    path = f"/companies/{client_company.pk}/send-letter"
    body = {"contacts": [ira.pk], "subject": "Продление", "text": "Добрый день."}
    sent = call_api(account_manager, "post", path, body)
    assert (sent.status_code, sent.json()[0]["status"]) == (201, "queued")
    assert call_api(engineer, "post", path, body).status_code == 403
    assert call_api(account_manager, "post", path, body | {"contacts": [10**9]}).status_code == 422
    given = {"address": "romashka.test", "reason": "Просили"}
    forbidden = call_api(engineer, "post", "/no-contacts", given)
    assert forbidden.status_code == 201
    refused = call_api(account_manager, "post", path, body)
    assert (refused.status_code, refused.json()["guard"]) == (409, 6)
    lift = f"/no-contacts/{forbidden.json()['id']}/lift"
    assert call_api(account_manager, "post", lift, {"reason": "Можно"}).status_code == 403
    assert call_api(head, "post", lift, {"reason": "Можно"}).json()["lifted_at"]
    assert len(call_api(head, "get", "/no-contacts").json()["items"]) == 1
