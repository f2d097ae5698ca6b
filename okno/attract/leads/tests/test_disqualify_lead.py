"""A new lead is turned down with a reason, and who comes again is a new one (L1)."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.keys import attach, claim, keys_of
from okno.attract.leads.models import Lead, LeadKey
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.promises.models import Promise

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def lead(head, closer, now):
    return a_lead(by=head, at=now)


def test_turned_down_with_a_reason(lead, closer, now):
    with pytest.raises(Invalid):
        disqualify_lead(lead=lead, reason="  ", by=closer, at=now)
    disqualify_lead(lead=lead, reason="Реклама нам самим", by=closer, at=now)
    lead.refresh_from_db()
    assert (lead.status, lead.disqualified_reason) == ("disqualified", "Реклама нам самим")


def test_the_journal_says_who_turned_it_down_and_why(lead, closer, now):
    disqualify_lead(lead=lead, reason=" Spam ", by=closer, at=now)
    lead.refresh_from_db()
    assert (lead.status, lead.closed_at, lead.disqualified_reason) == ("disqualified", now, "Spam")
    assert not LeadKey.objects.filter(lead=lead).exclude(kind="row").exists()
    entry = Entry.objects.get(kind="leads.lead_disqualified")
    assert (entry.by, entry.company, entry.data["reason"]) == (closer, lead.company, "Spam")


def test_what_was_promised_about_it_is_withdrawn(head, now):
    lead = a_lead(by=head, at=now)
    assert Promise.objects.about(lead).open().count() == 1, "nobody takes leads: the head is to find somebody"
    disqualify_lead(lead=lead, reason="Spam", by=head, at=now)
    assert Promise.objects.about(lead).get().status == "withdrawn"


def test_anothers_lead_is_not_turned_down(lead, other_closer, now):
    with pytest.raises(Forbidden):
        disqualify_lead(lead=lead, reason="Spam", by=other_closer, at=now)
    assert Lead.objects.get().status == "new"


def test_its_contacts_are_free_again_and_its_row_of_a_file_stays_loaded(lead, closer, now):
    row = keys_of(row="export.csv:17")
    claim(row)
    attach(row, lead)
    disqualify_lead(lead=lead, reason="Spam", by=closer, at=now)
    assert list(LeadKey.objects.filter(lead=lead).values_list("kind", "value")) == [("row", "export.csv:17")]


def test_nobodys_lead_is_any_sellers_to_turn_down_and_no_engineers(head, other_closer, engineer, now):
    lead = a_lead(by=head, at=now)
    Lead.objects.update(assigned_to=None)
    lead.refresh_from_db()
    with pytest.raises(Forbidden):
        disqualify_lead(lead=lead, reason="Spam", by=engineer, at=now)
    disqualify_lead(lead=lead, reason="Spam", by=other_closer, at=now)
    assert Lead.objects.get().status == "disqualified"


def test_it_says_why(lead, closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter why the lead is disqualified\.$"):
        disqualify_lead(lead=lead, reason=" ", by=closer, at=now)


def test_of_two_who_turn_it_down_one_does(lead, closer, head, now):
    seen_by_head = Lead.objects.get(pk=lead.pk)
    disqualify_lead(lead=lead, reason="Spam", by=closer, at=now)
    with pytest.raises(Conflict):
        disqualify_lead(lead=seen_by_head, reason="Robot", by=head, at=now)
    assert Lead.objects.get().disqualified_reason == "Spam"


def test_a_lead_that_was_turned_down_has_its_reason_in_the_database_too(lead, now):
    with pytest.raises(IntegrityError, match="lead_disqualified_has_reason"), transaction.atomic():
        Lead.objects.filter(pk=lead.pk).update(status="disqualified", closed_at=now)
