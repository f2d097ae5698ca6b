"""Many leads are turned down at once with one reason; what a colleague took meanwhile stays theirs."""

import pytest
from django.utils.translation import override

from okno.attract.leads.actions.disqualify_leads import disqualify_leads
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead, LeadKey
from okno.attract.leads.throttle import (
    MOST_A_MINUTE,
)
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.promises.models import Promise

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


def test_turned_down_in_bulk_with_one_reason(crowd, head, closer, now):
    held = crowd(MOST_A_MINUTE + 4)[MOST_A_MINUTE:]
    with pytest.raises(Invalid):
        disqualify_leads(leads=held, reason=" ", by=head, at=now)
    assert disqualify_leads(leads=held, reason="Робот", by=head, at=now) == 4
    assert Entry.objects.filter(kind="leads.lead_disqualified").count() == 4
    assert not LeadKey.objects.filter(lead__in=held).exists(), "who comes again is a new lead"
    assert Promise.objects.get().status == "kept"
    assert disqualify_leads(leads=held, reason="Робот", by=head, at=now) == 0


def test_nobody_turns_down_anothers_in_bulk(crowd, closer, other_closer, now):
    leads = crowd(2)
    assert {lead.assigned_to for lead in leads} == {closer, other_closer}
    with pytest.raises(Forbidden):
        disqualify_leads(leads=leads, reason="Робот", by=closer, at=now)


def test_the_journal_of_each_says_who_and_why(crowd, head, closer, now):
    leads = crowd(3)
    disqualify_leads(leads=leads, reason=" Robot ", by=head, at=now)
    assert set(Lead.objects.values_list("status", "closed_at", "disqualified_reason")) == {
        ("disqualified", now, "Robot")
    }
    entries = Entry.objects.filter(kind="leads.lead_disqualified").order_by("subject_id")
    assert [entry.subject_id for entry in entries] == sorted(lead.pk for lead in leads)
    assert {(entry.by, entry.data["reason"]) for entry in entries} == {(head, "Robot")}
    assert {entry.company_id for entry in entries} == {lead.company_id for lead in leads}


def test_it_says_why(crowd, head, closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter why the lead is disqualified\.$"):
        disqualify_leads(leads=crowd(1), reason=" ", by=head, at=now)


def test_what_is_closed_meanwhile_is_left_as_it_is(crowd, head, closer, now):
    first, second = crowd(2)
    Lead.objects.filter(pk=first.pk).update(status="qualified", closed_at=now)
    assert disqualify_leads(leads=[first, second], reason="Robot", by=head, at=now) == 1
    assert dict(Lead.objects.values_list("pk", "status")) == {
        first.pk: "qualified",
        second.pk: "disqualified",
    }
