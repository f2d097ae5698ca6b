"""A head gives many leads to one person, all of them or none."""

import pytest
from django.utils.translation import override

from okno.attract.assignment.actions.give_out_leads import give_out_leads
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def knock(marketer, now):
    def run(at=now, **given):
        words = {"source_type": "net", "channel": "site", "contact_name": "Вера", "need": "Сервер"} | given
        return register_lead(caller=Caller(door="site", **words), checked=False, by=marketer, at=at)

    return run


@pytest.fixture
def crowd(knock, now):
    def come(count, first=0, **given):
        return [knock(email=f"{number}@x.test", **given) for number in range(first, first + count)]

    return come


def test_given_to_one_by_hand(crowd, head, closer, other_closer, now):
    leads = crowd(3)
    assert give_out_leads(leads=leads, to=closer, by=head, at=now) == 3
    assert set(Lead.objects.values_list("assigned_to", flat=True)) == {closer.pk}
    with pytest.raises(Forbidden):
        give_out_leads(leads=leads, to=closer, by=closer, at=now)


def test_the_journal_of_each_says_who_gave_it(crowd, head, closer, other_closer, now):
    leads = [lead for lead in crowd(4) if lead.assigned_to == other_closer]
    assert give_out_leads(leads=leads, to=closer, by=head, at=now) == 2
    entries = Entry.objects.filter(kind="assignment.lead_assigned")
    assert {(entry.by, entry.data["before"], entry.data["manager"]) for entry in entries} == {
        (head, other_closer.name, closer.name)
    }
    assert {entry.subject_id for entry in entries} == {lead.pk for lead in leads}


def test_one_closed_meanwhile_stops_all(crowd, head, closer, other_closer, now):
    leads = [lead for lead in crowd(4) if lead.assigned_to == other_closer]
    Lead.objects.filter(pk=leads[1].pk).update(status="qualified", closed_at=now)
    with pytest.raises(Conflict):
        give_out_leads(leads=leads, to=closer, by=head, at=now)
    assert {Lead.objects.get(pk=lead.pk).assigned_to for lead in leads} == {other_closer}


def test_more_than_may_go_at_once_are_refused(crowd, head, closer, now):
    with override("en"), pytest.raises(Invalid, match="200") as invalid:
        give_out_leads(leads=crowd(1) * 201, to=closer, by=head, at=now)
    assert list(invalid.value.fields) == ["leads"]


def test_a_seller_takes_nobodys_leads_one_by_one_and_not_in_bulk(crowd, closer, now):
    leads = crowd(2)
    Lead.objects.update(assigned_to=None, assigned_at=None, assignment_rule="", rule_name="")
    for lead in leads:
        lead.refresh_from_db()
    with pytest.raises(Forbidden):
        give_out_leads(leads=leads, to=closer, by=closer, at=now)
    assert not Lead.objects.exclude(assigned_to=None).exists()
