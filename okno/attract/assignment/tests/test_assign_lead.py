"""A head gives a lead to who sells; a seller takes what is nobody's (L2)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.attract.assignment.actions.assign_lead import assign_lead
from okno.attract.leads.models import Lead
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.promises.models import Promise

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def lead(head, closer, now):
    return a_lead(by=head, at=now)


def test_a_head_gives_it_to_another(lead, head, other_closer, now):
    assign_lead(lead=lead, to=other_closer, by=head, at=now)
    lead.refresh_from_db()
    assert (lead.assigned_to, lead.assignment_rule) == (other_closer, "hand")
    assert other_closer.name in Entry.objects.about(lead).get(kind="assignment.lead_assigned").sentence


def test_a_seller_gives_nothing_away_but_takes_what_is_nobodys(head, qualifier, account_manager, now):
    lead = a_lead(by=head, at=now)
    assert lead.assigned_to is None
    with pytest.raises(Forbidden):
        assign_lead(lead=lead, to=account_manager, by=qualifier, at=now)
    assign_lead(lead=lead, to=qualifier, by=qualifier, at=now)
    assert lead.assigned_to == qualifier
    assert Promise.objects.about(lead).get().status == "kept"


def test_who_does_not_sell_or_has_left_gets_no_lead(lead, head, engineer, other_closer, now):
    other_closer.left_on = date(2026, 10, 1)
    other_closer.save()
    for to in (engineer, other_closer):
        with pytest.raises(Invalid):
            assign_lead(lead=lead, to=to, by=head, at=now)


def test_the_journal_says_who_gave_it_from_whom_to_whom(lead, closer, head, other_closer, now):
    assign_lead(lead=lead, to=other_closer, by=head, at=now)
    lead.refresh_from_db()
    assert lead.assigned_at == now
    entry = Entry.objects.get(kind="assignment.lead_assigned")
    assert (entry.by, entry.company) == (head, lead.company)
    assert (entry.data["before"], entry.data["manager"]) == (closer.name, other_closer.name)


def test_to_whom_it_belongs_already_it_is_no_event(lead, closer, head, now):
    assign_lead(lead=lead, to=closer, by=head, at=now)
    assert not Entry.objects.filter(kind="assignment.lead_assigned").exists()


def test_who_takes_no_leads_is_named(lead, head, engineer, now):
    with override("en"), pytest.raises(Invalid, match="Egor Engineerov") as invalid:
        assign_lead(lead=lead, to=engineer, by=head, at=now)
    assert list(invalid.value.fields) == ["to"]


def test_of_two_heads_the_second_is_told(lead, head, owner, other_closer, account_manager, now):
    seen_by_owner = Lead.objects.get(pk=lead.pk)
    assign_lead(lead=lead, to=other_closer, by=head, at=now)
    with pytest.raises(Conflict):
        assign_lead(lead=seen_by_owner, to=account_manager, by=owner, at=now)
    assert Lead.objects.get().assigned_to == other_closer


def test_a_closed_lead_is_assigned_to_nobody(lead, closer, head, other_closer, now):
    Lead.objects.update(status="qualified", closed_at=now)
    lead.refresh_from_db()
    with override("en"), pytest.raises(Conflict, match=r"^The lead is already “qualified”\."):
        assign_lead(lead=lead, to=other_closer, by=head, at=now)
    assert Lead.objects.get().assigned_to == closer
