"""Facts in place, and two people at the same record: nobody's change is lost, nobody's typing either."""

import json

import pytest
from django.utils import timezone

from okno.ground.journal.changes import changed_names
from okno.ground.journal.models import Entry
from okno.ground.kernel.fake_ids import make_inn
from okno.ground.ui.tests.addresses import address
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.actions.change_company import change_company
from okno.records.clients.models import Company

pytestmark = pytest.mark.both_engines

HTMX = {"HX-Request": "true"}


def url(name, *args):
    return address(("clients", "relations"), name, args)


@pytest.fixture
def form(client, sign_in, client_company, closer):
    """What the browser of the closer would send back untouched."""
    sign_in(client, closer)
    shown = client.get(url("change_company", client_company.pk)).context["form"]
    sent = {field.name: field.value() for field in shown if field.value() not in (None, False)}
    return {**sent, "seen": shown["seen"].value()}


def kept(company):
    return Company.objects.get(pk=company.pk)


def test_only_what_was_touched_is_written(client, form, client_company, head):
    change_company(company=client_company, site="romashka.test", by=head, at=timezone.now())
    answer = client.post(url("change_company", client_company.pk), {**form, "phone": "8 900 000 00 09"})
    assert answer.status_code == 302
    assert (kept(client_company).phone, kept(client_company).site) == ("+79000000009", "romashka.test")


def test_the_second_is_told_who_changed_what_and_loses_nothing(client, form, client_company, head):
    now = timezone.now()
    change_company(company=client_company, phone="+79000000007", site="r.test", by=head, at=now)
    typed = {**form, "phone": "8 900 000 00 09", "address": "г. Окск"}
    answer = client.post(url("change_company", client_company.pk), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    (clash,) = answer.context["clashes"]
    assert (clash.by, clash.at, clash.theirs, clash.mine) == (
        "Grigory Headov",
        now,
        "+79000000007",
        "8 900 000 00 09",
    )
    assert "Grigory Headov" in page and "г. Окск" in page and "8 900 000 00 09" in page
    assert (kept(client_company).phone, kept(client_company).address) == ("+79000000007", "")
    # What he did not touch is shown as it now stands.
    assert answer.context["form"]["site"].value() == "r.test"


def test_saving_again_is_not_enough_saving_mine_is(client, form, client_company, head):
    change_company(company=client_company, phone="+79000000007", site="r.test", by=head, at=timezone.now())
    told = client.post(url("change_company", client_company.pk), {**form, "phone": "+79000000009"})
    again = {name: told.context["form"][name].value() for name in form}
    assert client.post(url("change_company", client_company.pk), again).status_code == 422
    mine = {**again, "mine": told.context["mine"]}
    assert client.post(url("change_company", client_company.pk), mine).status_code == 302
    assert (kept(client_company).phone, kept(client_company).site) == ("+79000000009", "r.test")


def test_mine_was_said_of_what_was_seen_not_of_what_a_third_wrote(client, form, client_company, head, owner):
    change_company(company=client_company, phone="+79000000007", by=head, at=timezone.now())
    told = client.post(url("change_company", client_company.pk), {**form, "phone": "+79000000009"})
    change_company(company=client_company, phone="+79000000008", by=owner, at=timezone.now())
    mine = {**form, "phone": "+79000000009", "mine": told.context["mine"]}
    answer = client.post(url("change_company", client_company.pk), mine)
    assert (answer.status_code, answer.context["clashes"][0].by) == (422, "Olga Ownerova")


def test_both_typed_the_same(client, form, client_company, head):
    change_company(company=client_company, site="romashka.test", by=head, at=timezone.now())
    answer = client.post(url("change_company", client_company.pk), {**form, "site": "romashka.test"})
    assert answer.status_code == 302


@pytest.mark.parametrize("seen", ["", "nonsense", "[]", '{"phone": [1], "name": {}}', '{"is_partner": 7}'])
def test_a_strange_memory_crashes_nothing(client, form, client_company, seen):
    answer = client.post(url("change_company", client_company.pk), {**form, "seen": seen, "mine": "]"})
    assert answer.status_code in (302, 422)


def test_a_stale_copy_writes_over_nothing(client_company, closer, head, now):
    stale = Company.objects.get(pk=client_company.pk)
    Company.objects.filter(pk=client_company.pk).update(status_text="Ждут", site="romashka.test")
    change_company(company=stale, phone="+79000000009", by=closer, at=now)
    assert (kept(stale).status_text, kept(stale).site) == ("Ждут", "romashka.test")
    assert "romashka test" in kept(stale).search_words
    assert changed_names(Entry.objects.get(kind="journal.fields_changed").changes) == ["phone"]


def in_place(client, company, name, **typed):
    return client.post(url("change_fact", company.pk, name), typed, headers=HTMX)


def test_a_fact_is_changed_where_it_stands(client, sign_in, client_company, closer):
    sign_in(client, closer)
    form = client.get(url("change_fact", client_company.pk, "site"), headers=HTMX).content.decode()
    assert "autofocus" in form and "<html" not in form and 'name="phone"' not in form
    answer = in_place(client, client_company, "site", site="romashka.test")
    assert answer.status_code == 200 and "romashka.test" in answer.content.decode()
    assert kept(client_company).site == "romashka.test"
    wrong = in_place(client, client_company, "inn", inn="9600000001")
    assert wrong.status_code == 422 and 'value="9600000001"' in wrong.content.decode()
    given_up = client.get(url("fact", client_company.pk, "inn"), headers=HTMX).content.decode()
    assert make_inn(2) in given_up and "<form" not in given_up


def test_a_flag_in_place(client, sign_in, client_company, closer):
    sign_in(client, closer)
    assert in_place(client, client_company, "is_partner", is_partner="on").status_code == 200
    assert kept(client_company).is_partner
    seen = json.dumps({"is_partner": True})
    assert in_place(client, client_company, "is_partner", seen=seen).status_code == 200
    assert not kept(client_company).is_partner


def test_a_clash_in_place(client, sign_in, client_company, closer, head):
    sign_in(client, closer)
    seen = json.dumps({"phone": "+79000000002"})
    change_company(company=client_company, phone="+79000000007", by=head, at=timezone.now())
    told = in_place(client, client_company, "phone", phone="+79000000009", seen=seen)
    assert told.status_code == 422 and "Grigory Headov" in told.content.decode()
    mine = told.context["mine"]
    saved = in_place(client, client_company, "phone", phone="+79000000009", seen=seen, mine=mine)
    assert (saved.status_code, kept(client_company).phone) == (200, "+79000000009")


def test_the_inn_of_another_is_named_in_place(client, sign_in, client_company, closer, now):
    there = add_company(name="Астра", inn=make_inn(4), by=closer, at=now)
    answer = in_place(sign_in(client, closer), client_company, "inn", inn=make_inn(4))
    assert answer.status_code == 422 and there.get_absolute_url() in answer.content.decode()


def test_facts_are_not_for_those_who_may_not(client, sign_in, client_company, engineer):
    sign_in(client, engineer)
    assert client.get(url("change_fact", client_company.pk, "site"), headers=HTMX).status_code == 403
    assert in_place(client, client_company, "site", site="x").status_code == 403
    assert client.get(url("fact", client_company.pk, "is_own")).status_code == 404
    page = client.get(client_company.get_absolute_url()).content.decode()
    assert "fact-value" not in page and "+79000000002" in page


def test_without_script_the_whole_form_is_offered(client, sign_in, client_company, closer):
    sign_in(client, closer)
    answer = client.get(url("change_fact", client_company.pk, "site"))
    assert answer.headers["Location"] == url("change_company", client_company.pk)
