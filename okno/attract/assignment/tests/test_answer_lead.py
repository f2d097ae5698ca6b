"""The first answer to a lead counts once, whoever gives it (L2)."""

from datetime import timedelta

import pytest

from okno.attract.assignment.actions.answer_lead import answer_lead
from okno.attract.assignment.tests.rulebook import a_lead_of
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import VISITOR
from okno.ground.kernel.errors import Forbidden

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def lead(head, closer, now):
    return a_lead_of(head, now, 1)


def test_the_journal_says_who_answered(lead, closer, now):
    answer_lead(lead=lead, by=closer, at=now + 12 * MINUTE)
    assert (lead.answered_at, lead.answered_by) == (now + 12 * MINUTE, closer)
    entry = Entry.objects.get(kind="assignment.lead_answered")
    assert (entry.by, entry.company, entry.data["name"]) == (closer, lead.company, closer.name)


def test_a_substitutes_answer_counts_too(lead, other_closer, now):
    assert answer_lead(lead=lead, by=other_closer, at=now).answered_by == other_closer


def test_of_two_who_answer_the_first_stands(lead, closer, head, now):
    seen_by_head = Lead.objects.get(pk=lead.pk)
    answer_lead(lead=lead, by=closer, at=now + MINUTE)
    answer_lead(lead=seen_by_head, by=head, at=now + 2 * MINUTE)
    assert (seen_by_head.answered_at, seen_by_head.answered_by) == (now + MINUTE, closer)
    assert Entry.objects.get(kind="assignment.lead_answered").by == closer


def test_who_works_with_no_leads_answers_none(lead, engineer, accountant, now):
    for other in (engineer, accountant, VISITOR):
        with pytest.raises(Forbidden):
            answer_lead(lead=lead, by=other, at=now)
    assert Lead.objects.get().answered_at is None
