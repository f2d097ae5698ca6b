"""A lead that nobody answered passes on: who had it and who has it both hear, and nobody else."""

from datetime import timedelta

import pytest

from okno.attract.assignment.drafts import RuleDraft
from okno.attract.assignment.jobs import pass_on_leads
from okno.attract.assignment.tests.rulebook import a_lead_of, in_force, share
from okno.ground.kernel.actors import CLOCK
from okno.read.today.notices import notices_of


@pytest.mark.django_db
def test_both_hear_of_a_lead_that_passes_on(head, closer, other_closer, qualifier, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1)
    first, second = lead.assigned_to, closer if lead.assigned_to == other_closer else other_closer
    later = now + timedelta(minutes=30)
    assert pass_on_leads(by=CLOCK, at=later) == 1
    for person in (first, second):
        told = [one for one in _heard(person, later) if first.name in one.text and second.name in one.text]
        assert len(told) == 1, person
    assert _heard(qualifier, later) == []
    # Who has it no more is told, and is led nowhere that is not his.
    (left,) = [one for one in _heard(first, later) if second.name in one.text]
    assert left.url != lead.get_absolute_url()


def _heard(person, at):
    return [one for one in notices_of(person, at=at) if one.topic == "leads"]
