"""Leads on hold are let go and given out by the rules like any other (L1, L2)."""

import pytest
from django.utils.translation import override

from okno.attract.assignment.actions.release_leads import release_leads
from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead
from okno.attract.leads.throttle import (
    MOST_A_MINUTE,
    quarantined_leads,
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


def test_let_go_they_are_given_out_as_any(crowd, head, closer, other_closer, now):
    held = crowd(MOST_A_MINUTE + 4)[MOST_A_MINUTE:]
    assert release_leads(leads=held, by=head, at=now) == 4
    assert {lead.assigned_to for lead in Lead.objects.filter(pk__in=[one.pk for one in held])} == {
        closer,
        other_closer,
    }
    assert not quarantined_leads().exists() and Promise.objects.get().status == "kept"
    assert release_leads(leads=held, by=head, at=now) == 0
    with pytest.raises(Forbidden):
        release_leads(leads=held, by=closer, at=now)


@pytest.fixture
def held(knock, head):
    return knock(email="robot@x.test", honeypot_filled=True)


def test_the_journal_says_who_let_it_go_and_to_whom(held, head, closer, now):
    release_leads(leads=[held], by=head, at=now)
    held.refresh_from_db()
    assert (held.assigned_to, held.assignment_rule, held.assigned_at) == (closer, "turn", now)
    entry = Entry.objects.get(kind="assignment.lead_released")
    assert (entry.by, entry.company, entry.data["manager"]) == (head, held.company, closer.name)


def test_what_was_turned_down_meanwhile_is_left(held, head, owner, closer, now):
    seen_by_owner = Lead.objects.get(pk=held.pk)
    disqualify_lead(lead=held, reason="Robot", by=head, at=now)
    assert release_leads(leads=[seen_by_owner], by=owner, at=now) == 0
    assert Lead.objects.get().assigned_to is None
    assert not Entry.objects.filter(kind="assignment.lead_released").exists()


def test_more_than_may_go_at_once_are_refused(held, head, now):
    with override("en"), pytest.raises(Invalid, match="200") as invalid:
        release_leads(leads=[held] * 201, by=head, at=now)
    assert list(invalid.value.fields) == ["leads"]
