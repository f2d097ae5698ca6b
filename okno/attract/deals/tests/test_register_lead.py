"""A lead comes in (L1, L2, complaint 10)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead, LeadKey
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.ground.kernel.fake_ids import make_inn
from okno.ground.kernel.identifiers import normalise_phone
from okno.records.clients.models import Company
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.promises.models import Promise

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def again(lead):
    return Entry.objects.about(lead).filter(kind="leads.lead_came_again").count()


def test_a_new_lead_has_a_company_a_contact_and_an_entry(head, closer, now):
    lead = a_lead(by=head, at=now, inn=make_inn(7), phone="8 (916) 123-45-67")
    assert (lead.company.name, lead.company.inn) == ("Василёк", make_inn(7))
    assert (lead.contact.name, lead.contact.email, lead.contact.phone) == (
        "Вера Васильева",
        "vera@vasilek.test",
        "+79161234567",
    )
    entry = Entry.objects.about(lead).get()
    assert (entry.kind, entry.company) == ("leads.lead_registered", lead.company)
    assert closer.name in entry.sentence
    assert not lead.imported and lead.external_id == ""


@pytest.mark.parametrize(
    "second",
    [
        {"email": "VERA@vasilek.test"},
        {"phone": "+7 916 123-45-67"},
        {"inn": make_inn(7)},
        {"email": "other@vasilek.test", "phone": "89161234567", "inn": make_inn(8)},
    ],
)
def test_the_same_by_another_channel_is_one_lead_with_two_entries(second, head, closer, now):
    first = a_lead(by=head, at=now, inn=make_inn(7), phone="8 (916) 123-45-67")
    words = {"name": "Vasilek LLC", "email": "", "contact_name": ""} | second
    same = a_lead(by=head, at=now, channel="call", need="Перезвоните", **words)
    assert same == first
    assert Lead.objects.count() == Company.objects.count() == 1
    entry = Entry.objects.about(first).get(kind="leads.lead_came_again")
    assert "Перезвоните" in entry.sentence


def test_a_contact_learnt_by_the_second_channel_is_known_by_the_third(head, closer, now):
    first = a_lead(by=head, at=now)
    a_lead(by=head, at=now, phone="+79161112233")
    third = a_lead(by=head, at=now, name="?", contact_name="", email="", phone="8 916 111 22 33")
    assert third == first and again(first) == 2


def test_another_contact_of_the_same_company_is_the_same_lead(head, client_company, now):
    first = a_lead(by=head, at=now, company=client_company)
    assert a_lead(by=head, at=now, email=client_company.email) == first
    assert a_lead(by=head, at=now, email="", inn=client_company.inn) == first
    assert again(first) == 2


def test_the_same_while_its_deal_is_open_and_a_new_one_after(head, closer, now):
    first = a_lead(by=head, at=now)
    deal = qualify_lead(lead=first, owner=closer, title="Сервер", monthly_minor=None, by=head, at=now)
    assert a_lead(by=head, at=now) == first
    lose_deal(deal=deal, reason="price", attitude="warm", by=closer, at=now)
    second = a_lead(by=head, at=now)
    assert second != first and second.company == first.company


def test_after_it_was_turned_down_who_comes_again_is_new(head, closer, now):
    first = a_lead(by=head, at=now)
    disqualify_lead(lead=first, reason="Спам", by=head, at=now)
    assert a_lead(by=head, at=now) != first


@pytest.mark.parametrize(
    ("field", "value"), [("inn", "7707083890"), ("email", "vera@"), ("phone", "12"), ("inn", "77 07")]
)
def test_by_hand_what_is_wrong_is_refused(field, value, head, now):
    with pytest.raises(Invalid) as refusal:
        a_lead(by=head, at=now, **{field: value})
    assert field in refusal.value.fields
    assert not Lead.objects.exists()


def test_from_a_form_what_is_wrong_is_taken_with_a_mark(head, closer, now):
    given = {"inn": "7707083890", "email": "vera@", "phone": "12", "checked": False}
    lead = a_lead(by=head, at=now, **given)
    assert lead.data_issues == {"inn": "7707083890", "email": "vera@", "phone": "12"}
    assert lead.company.data_issues == ["inn"]
    other = a_lead(by=head, at=now, name="Лютик", **given)
    assert other != lead, "many mistype alike: a wrong INN is no key"


def test_our_own_inn_costs_no_lead(head, closer, own_company, now):
    lead = a_lead(by=head, at=now, inn=own_company.inn, checked=False)
    assert lead.company != own_company and lead.data_issues["inn"] == own_company.inn


def test_nobody_named_is_invalid(head, now):
    with pytest.raises(Invalid):
        a_lead(by=head, at=now, name=" ", contact_name="")


def test_recommended_goes_to_the_manager_of_who_recommended(
    head, closer, client_company, account_manager, now
):
    lead = a_lead(by=head, at=now, recommended_by=client_company, brought_by=closer)
    assert (lead.assigned_to, lead.assignment_rule) == (account_manager, "recommended")


def test_our_own_client_goes_to_his_manager(head, closer, client_company, account_manager, now):
    lead = a_lead(by=head, at=now, company=client_company, brought_by=closer)
    assert (lead.assigned_to, lead.assignment_rule) == (account_manager, "own_client")


def test_who_found_the_lead_keeps_it(head, closer, other_closer, now):
    lead = a_lead(by=head, at=now, source_type="spear", brought_by=other_closer)
    assert (lead.assigned_to, lead.assignment_rule) == (other_closer, "brought")


def test_others_in_turn(head, closer, other_closer, now):
    leads = [a_lead(by=head, at=now, email=f"{place}@test.test", name=f"№ {place}") for place in range(4)]
    assert [lead.assigned_to for lead in leads] == [closer, other_closer, closer, other_closer]
    assert {lead.assignment_rule for lead in leads} == {"turn"}


def test_who_has_left_is_passed_by(head, closer, other_closer, client_company, account_manager, now):
    for gone in (closer, account_manager):
        gone.left_on = date(2026, 10, 11)
        gone.save()
    lead = a_lead(by=head, at=now, recommended_by=client_company, brought_by=closer)
    assert (lead.assigned_to, lead.assignment_rule) == (other_closer, "turn")


def test_when_nobody_takes_leads_the_head_is_told(head, now):
    lead = a_lead(by=head, at=now)
    assert (lead.assigned_to, lead.assignment_rule) == (None, "nobody")
    promise = Promise.objects.about(lead).get()
    assert (promise.owner, promise.due_at) == (head, at_hour(date(2026, 10, 13), 12))


@pytest.mark.parametrize("role", ["engineer", "accountant", "project_manager"])
def test_who_may_not(role, request, now):
    with pytest.raises(Forbidden):
        a_lead(by=request.getfixturevalue(role), at=now)


def test_nobody_from_nowhere(now):
    with pytest.raises(Forbidden):
        a_lead(by=CONSOLE, at=now)


CONTACTS = st.fixed_dictionaries(
    {
        "email": st.sampled_from(["", "a@x.test", "b@x.test", "A@X.test"]),
        "phone": st.sampled_from(["", "89160000001", "+7 916 000-00-01", "89160000002"]),
        "inn": st.sampled_from(["", make_inn(21), make_inn(22)]),
    }
)


class OneLeadForOneContact(TestCase):
    """Whatever comes in whatever order: no two leads in work share a contact, and no knock is lost."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(CONTACTS, min_size=1, max_size=7))
    def test_no_two_leads_share_a_key_and_each_knock_has_an_entry(self, knocks):
        on = date(2024, 1, 9)
        at = at_hour(on, 10)
        by = invite_employee(
            name="Head", email="h@h.test", roles=["head_of_sales"], hired_on=on, by=CONSOLE, at=at
        )
        owner_of: dict[str, int] = {}
        for place, knock in enumerate(knocks):
            person = Caller(source_type="net", channel="site", name=f"№ {place}", **knock)
            lead = register_lead(caller=person, by=by, at=at)
            keys = {knock["email"].lower(), normalise_phone(knock["phone"]), knock["inn"]} - {""}
            known = {owner_of[key] for key in keys if key in owner_of}
            assert lead.pk == min(known) if known else lead.pk not in owner_of.values()
            for key in keys:
                owner_of.setdefault(key, lead.pk)
        told = Entry.objects.filter(kind__in=["leads.lead_registered", "leads.lead_came_again"]).count()
        assert told == len(knocks)
        assert not LeadKey.objects.filter(lead__isnull=True).exists()
