"""Rules tried on past leads: the same turns as live ones, and what is to be said of each rule."""

from datetime import timedelta

import pytest

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.actions.write_draft import write_draft
from okno.attract.assignment.drafts import RuleDraft
from okno.attract.assignment.dry_run import AS_IT_WAS, IN_TURN, NOBODY, try_rules
from okno.attract.assignment.tests.rulebook import a_lead_of, share
from okno.attract.assignment.warnings import warnings_of
from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.models import Lead
from okno.ground.kernel.clock import local_date
from okno.records.catalog.models import Service
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.people.models import Employee

pytestmark = pytest.mark.django_db


def a_draft(head, now, *rules):
    draft = draft_rules(by=head, at=now)
    return write_draft(rule_set=draft, rules=rules, answer_minutes=0, most_passes=0, by=head, at=now)


def test_each_lead_then_and_now_and_per_person(head, closer, other_closer, now):
    for number in range(6):
        a_lead_of(head, now + timedelta(minutes=number), number, place="Пермь" if number < 3 else "")
    draft = a_draft(
        head,
        now,
        RuleDraft("Урал", [share(closer)], places=["пермь"]),
        RuleDraft("Никому", [share(other_closer)], channels=["event"]),
        RuleDraft("Все", [share(other_closer)]),
    )
    told = try_rules(draft, 200)
    assert [(one.name, one.then, one.now, one.change) for one in told.people] == [
        ("Konstantin Closerov", 3, 3, 0),
        ("Larisa Closerova", 3, 3, 0),
    ]
    assert [(one.rule.name, one.fitted, one.took) for one in told.rules] == [
        ("Урал", 3, 3),
        ("Никому", 0, 0),
        ("Все", 6, 3),
    ]
    newest = told.leads[0]
    assert (newest.lead.place, newest.rule_name, newest.now) == ("", "Все", other_closer)
    assert told.differ == 2
    assert len(try_rules(draft, 2).leads) == 2


def test_what_is_tried_is_what_then_happens(head, closer, other_closer, now):
    """The law: leads given live by these rules go, when tried by the same, to the same people."""
    rules = (
        RuleDraft("Урал", [share(closer, 3), share(other_closer, 2, 2)], places=["пермь"]),
        RuleDraft("Сайт", [share(closer, 1, 5), share(other_closer, 4, 7)], channels=["site"]),
        RuleDraft("Прочее", [share(closer), share(other_closer)]),
    )
    put_rules_in_force(rule_set=a_draft(head, now, *rules), by=head, at=now)
    live = []
    for number in range(30):
        at = now + timedelta(minutes=number)
        place, channel = ("Пермь", "call") if number % 3 == 0 else ("", "site" if number % 4 else "letter")
        lead = a_lead_of(head, at, number, place=place, channel=channel)
        if number % 5 == 0:
            disqualify_lead(lead=lead, reason="x", by=head, at=at + timedelta(seconds=30))
        live.append((lead.assigned_to, lead.rule_name))
    Lead.objects.update(assignment_rule="hand")
    told = try_rules(draft_rules(by=head, at=now), 200)
    assert [(one.now, one.rule_name) for one in reversed(told.leads)] == live
    assert {name for _, name in live} == {"Урал", "Сайт", "Прочее"}


def test_absent_as_of_then_and_clients_own_stay(
    head, closer, other_closer, account_manager, client_company, now
):
    own = a_lead_of(head, now, 1, company=client_company, name="")
    free = a_lead_of(head, now, 2)
    draft = a_draft(head, now, RuleDraft("Все", [share(closer, 100), share(other_closer)]))
    announce_absence(
        employee=closer,
        kind="trip",
        starts_on=local_date(now),
        ends_on=local_date(now),
        substitute=other_closer,
        by=closer,
        at=now,
    )
    told = {one.lead.pk: (one.now, one.by) for one in try_rules(draft, 50).leads}
    assert told[own.pk] == (account_manager, AS_IT_WAS)
    assert told[free.pk][0] == other_closer


def test_where_no_rule_fits_it_is_in_turn_or_nobody(head, closer, now):
    a_lead_of(head, now, 1)
    draft = a_draft(head, now, RuleDraft("Мимо", [share(closer)], places=["луна"]))
    assert try_rules(draft, 50).leads[0].by == IN_TURN
    Employee.objects.update(takes_leads=False)
    told = try_rules(draft, 50)
    assert (told.leads[0].by, told.leads[0].now, told.nobody) == (NOBODY, None, 1)


def test_a_thousand_leads_in_so_many_queries(head, closer, now, django_assert_max_num_queries):
    a_lead_of(head, now, 0)
    draft = a_draft(head, now, RuleDraft("Все", [share(closer, 1, 500)]))
    one = Lead.objects.get()
    Lead.objects.bulk_create(
        Lead(
            company=one.company,
            source_type="net",
            channel="site",
            assignment_rule="turn",
            assigned_to=closer,
            received_at=now,
        )
        for _ in range(999)
    )
    with django_assert_max_num_queries(8):
        assert len(try_rules(draft, 1000).leads) == 1000


def test_what_is_warned_of(head, closer, other_closer, now):
    service = Service.objects.create(code="gone", name="Былое")
    draft = a_draft(
        head,
        now,
        RuleDraft("Пусто", []),
        RuleDraft("Все", [share(closer)]),
        RuleDraft("Пермь", [share(closer)], places=["Пермь"]),
        RuleDraft("Пермский край", [share(other_closer)], places=["пермь 2"], services=[service.pk]),
    )
    service.delete()
    Employee.objects.filter(pk=other_closer.pk).update(left_on=local_date(now))
    told = {one.rule.name: one.sentences for one in warnings_of(draft, local_date(now))}
    assert [len(told[name]) for name in ("Пусто", "Все", "Пермь", "Пермский край")] == [1, 1, 1, 4]
    assert "«Все»" in told["Пермь"][0]


def test_rules_apart_are_not_warned_of(head, closer, now):
    draft = a_draft(
        head,
        now,
        RuleDraft("Пермь", [share(closer)], places=["Пермь"]),
        RuleDraft("Сайт", [share(closer)], channels=["site"]),
        RuleDraft("Все", [share(closer)]),
    )
    assert warnings_of(draft, local_date(now)) == []
