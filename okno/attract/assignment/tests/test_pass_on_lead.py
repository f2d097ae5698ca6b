"""A lead without a first answer goes to the next seller, or a head is to see to it (L2)."""

from datetime import timedelta

import pytest

from okno.attract.assignment.actions.answer_lead import answer_lead
from okno.attract.assignment.actions.pass_on_lead import pass_on_lead
from okno.attract.assignment.drafts import RuleDraft
from okno.attract.assignment.tests.rulebook import a_lead_of, in_force, share
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.team.promises.models import Promise


def test_who_looked_before_is_told(db, head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1)
    seen = Lead.objects.get(pk=lead.pk)
    with pytest.raises(Forbidden):
        pass_on_lead(lead=lead, by=closer, at=now)
    pass_on_lead(lead=lead, by=head, at=now)
    with pytest.raises(Conflict):
        pass_on_lead(lead=seen, by=head, at=now)


pytestmark = pytest.mark.django_db


def test_the_journal_says_from_whom_it_went_to_whom(head, closer, other_closer, now):
    in_force(head, now, RuleDraft("All", [share(closer), share(other_closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1)
    former, other = lead.assigned_to, closer if lead.assigned_to == other_closer else other_closer
    pass_on_lead(lead=lead, by=CLOCK, at=now + timedelta(minutes=30))
    lead.refresh_from_db()
    assert (lead.assigned_to, lead.assignment_rule, lead.passes) == (other, "passed_on", 1)
    entry = Entry.objects.get(kind="assignment.lead_passed_on")
    assert (entry.by, entry.actor_kind, entry.company) == (None, "clock", lead.company)
    assert (entry.data["former_id"], entry.data["manager_id"]) == (former.pk, other.pk)


def test_where_there_is_nobody_else_the_head_promises_to_see_to_it(head, closer, now):
    in_force(head, now, RuleDraft("All", [share(closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1)
    pass_on_lead(lead=lead, by=head, at=now)
    assert Lead.objects.get().assigned_to == closer
    assert Promise.objects.about(lead).open().get().owner == head
    entry = Entry.objects.get(kind="assignment.lead_raised")
    assert (entry.by, entry.data["former"]) == (head, closer.name)


def test_what_was_answered_meanwhile_stays(head, closer, other_closer, now):
    in_force(head, now, RuleDraft("All", [share(closer), share(other_closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1)
    seen_by_clock = Lead.objects.get()
    answer_lead(lead=lead, by=lead.assigned_to, at=now)
    with pytest.raises(Conflict):
        pass_on_lead(lead=seen_by_clock, by=CLOCK, at=now + timedelta(minutes=30))
    assert Lead.objects.get().passes == 0
