"""A lead without a first answer goes to the next, then to the head; both persons are told."""

from datetime import date, timedelta

import pytest

from okno.attract.assignment.actions.answer_lead import answer_lead
from okno.attract.assignment.actions.assign_lead import assign_lead
from okno.attract.assignment.actions.pass_on_lead import pass_on_lead
from okno.attract.assignment.drafts import RuleDraft
from okno.attract.assignment.jobs import pass_on_leads
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.tests.rulebook import a_lead_of, in_force, share
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.clock import at_hour
from okno.records.resources.tests.racing import race_processes, shared_base
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.promises.models import Promise

pytestmark = pytest.mark.both_engines

MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)


def tick(at):
    return pass_on_leads(by=CLOCK, at=at)


def test_after_so_many_working_minutes_it_goes_to_the_next(db, head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    lead = a_lead_of(head, at_hour(MONDAY, 12, 50), 1)
    second = closer if lead.assigned_to == other_closer else other_closer
    assert tick(at_hour(MONDAY, 14, 19)) == 0
    assert tick(at_hour(MONDAY, 14, 20)) == 1
    lead.refresh_from_db()
    assert (lead.assigned_to, lead.assignment_rule, lead.rule_name) == (second, "passed_on", "Все")
    assert (lead.passes, lead.assigned_at) == (1, at_hour(MONDAY, 14, 20))
    assert tick(at_hour(MONDAY, 14, 20)) == 0


def test_nobody_else_then_the_head_promises_once(db, head, closer, now):
    in_force(head, now, RuleDraft("Один", [share(closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1)
    assert tick(at_hour(MONDAY, 10, 30)) == 1
    promise = Promise.objects.about(lead).open().get()
    assert (promise.owner, promise.due_at) == (head, at_hour(MONDAY, 11))
    lead.refresh_from_db()
    assert lead.assigned_to == closer
    assert tick(at_hour(MONDAY, 12)) == 0
    answer_lead(lead=lead, by=closer, at=at_hour(MONDAY, 10, 45))
    promise.refresh_from_db()
    assert promise.status == "kept"


def test_it_passes_so_many_times_and_no_more(db, head, closer, other_closer, now):
    third = closer.__class__.objects.get(pk=head.pk)
    shares = [share(closer), share(other_closer), share(third)]
    in_force(head, now, RuleDraft("Все", shares), answer_minutes=10, most_passes=1)
    lead = a_lead_of(head, now, 1)
    assert [tick(now + timedelta(minutes=minutes)) for minutes in (10, 20, 30)] == [1, 1, 0]
    kinds = Entry.objects.about(lead).order_by("pk").values_list("kind", flat=True)
    assert [kind for kind in kinds if "pass" in kind or "raised" in kind] == [
        "assignment.lead_passed_on",
        "assignment.lead_raised",
    ]


def test_it_never_comes_back_to_who_had_it(db, head, closer, other_closer, now):
    in_force(
        head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=10, most_passes=9
    )
    lead = a_lead_of(head, now, 1)
    held = [lead.assigned_to]
    for minutes in (10, 20, 30, 40):
        tick(now + timedelta(minutes=minutes))
        lead.refresh_from_db()
        held.append(lead.assigned_to)
    assert held[0] != held[1] == held[2] == held[3]
    assert Promise.objects.about(lead).count() == 1


def test_outside_working_hours_nothing_passes(db, head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    a_lead_of(head, at_hour(MONDAY, 17, 0), 1)
    for at in (
        at_hour(MONDAY, 13, 30),
        at_hour(MONDAY, 20),
        at_hour(TUESDAY, 3),
        at_hour(date(2026, 10, 17), 12),
    ):
        assert tick(at) == 0
    assert tick(at_hour(TUESDAY, 9)) == 1


def test_an_answered_one_stays(db, head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1)
    answer_lead(lead=lead, by=lead.assigned_to, at=at_hour(MONDAY, 10, 29))
    assert tick(at_hour(MONDAY, 11)) == 0


def test_a_clients_own_manager_keeps_it_and_the_head_hears(
    db, head, closer, account_manager, client_company, now
):
    in_force(head, now, RuleDraft("Все", [share(closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1, recommended_by=client_company)
    assert tick(at_hour(MONDAY, 10, 30)) == 1
    lead.refresh_from_db()
    assert lead.assigned_to == account_manager
    assert Promise.objects.about(lead).open().get().owner == head


@pytest.mark.parametrize("whence", ["company", "recommended_by"])
def test_a_clients_own_lead_never_passes_on(
    db, head, closer, other_closer, account_manager, client_company, now, whence
):
    """A client has one voice (C2): their manager keeps the lead, and the head alone hears of the wait."""
    in_force(
        head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30, most_passes=3
    )
    lead = a_lead_of(head, now, 1, **{whence: client_company})
    assert [tick(at_hour(MONDAY, 10, 30)), tick(at_hour(MONDAY, 12)), tick(at_hour(TUESDAY, 12))] == [1, 0, 0]
    lead.refresh_from_db()
    rule = {"company": "own_client", "recommended_by": "recommended"}[whence]
    assert (lead.assigned_to, lead.assignment_rule) == (account_manager, rule)
    kinds = Entry.objects.about(lead).values_list("kind", flat=True)
    assert [kind for kind in kinds if "pass" in kind or "raised" in kind] == ["assignment.lead_raised"]


def test_given_by_hand_it_never_passes_on(db, head, closer, other_closer, now):
    """What a head gave, they gave knowingly: an hour later they are told, and the lead stays."""
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1)
    to = closer if lead.assigned_to == other_closer else other_closer
    assign_lead(lead=lead, to=to, by=head, at=at_hour(MONDAY, 10, 20))
    assert tick(at_hour(MONDAY, 11, 20)) == 1
    lead.refresh_from_db()
    assert (lead.assigned_to, lead.assignment_rule) == (to, "hand")
    assert Promise.objects.about(lead).open().get().owner == head


def test_what_was_given_before_answers_were_timed_is_left(db, head, closer, other_closer, now):
    a_lead_of(head, at_hour(MONDAY, 9), 1)
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    assert tick(at_hour(MONDAY, 17)) == 0


def test_without_minutes_nothing_passes(db, head, closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer)]))
    a_lead_of(head, now, 1)
    assert tick(at_hour(MONDAY, 17)) == 0


def test_who_is_away_is_answered_for_by_his_substitute(db, head, closer, other_closer, now):
    """He fell ill after he had got it: with a substitute who sells the clock runs on, without one it goes."""
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=120)
    lead = a_lead_of(head, now, 1)
    mine, other = lead.assigned_to, closer if lead.assigned_to == other_closer else other_closer
    away(mine, other)
    assert tick(at_hour(MONDAY, 10, 5)) == 0


def test_who_is_away_with_nobody_to_answer_loses_it_at_once(db, head, closer, other_closer, engineer, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=120)
    lead = a_lead_of(head, now, 1)
    away(lead.assigned_to, engineer)
    assert tick(at_hour(MONDAY, 10, 5)) == 1
    before = lead.assigned_to
    lead.refresh_from_db()
    assert lead.assigned_to not in (before, None)


def test_one_broken_lead_does_not_stop_the_others(db, head, closer, other_closer, now, monkeypatch):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    broken, sound = a_lead_of(head, now, 1), a_lead_of(head, now, 2)

    def passing(*, lead, **said):
        if lead == broken:
            raise ZeroDivisionError
        return pass_on_lead(lead=lead, **said)

    monkeypatch.setattr("okno.attract.assignment.jobs.pass_on_lead", passing)
    assert tick(at_hour(MONDAY, 11)) == 1
    broken.refresh_from_db()
    sound.refresh_from_db()
    assert (broken.passes, sound.passes) == (0, 1)


def test_given_by_hand_it_stays_and_its_clock_begins_anew(db, head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    lead = a_lead_of(head, now, 1)
    to = closer if lead.assigned_to == other_closer else other_closer
    assign_lead(lead=lead, to=to, by=head, at=at_hour(MONDAY, 10, 20))
    assert tick(at_hour(MONDAY, 10, 40)) == 0
    lead.refresh_from_db()
    assert (lead.assignment_rule, lead.rule_name, lead.assigned_at) == ("hand", "", at_hour(MONDAY, 10, 20))


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_pass_it_on_once(tmp_path, head, closer, other_closer, now):
    people = [share(closer), share(other_closer), share(head)]
    in_force(head, now, RuleDraft("Все", people), answer_minutes=30, most_passes=5)
    for number in range(3):
        a_lead_of(head, now, number)
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, "okno.attract.assignment.tests.tick_once", *[(MONDAY.toordinal(),)] * 3)
        assert sum(map(int, said)) == 3
        assert ask("SELECT count(*) FROM journal_entry WHERE kind = 'assignment.lead_passed_on'") == [(3,)]
        assert ask("SELECT min(passes), max(passes) FROM leads_lead") == [(1, 1)]


@pytest.mark.django_db(transaction=True)
def test_leads_at_once_are_shared_out_by_weight(tmp_path, head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer, 2), share(other_closer, 1)]))
    with shared_base(tmp_path) as (url, ask):
        race_processes(
            url, "okno.attract.deals.tests.knock", *[(head.pk, 1, number) for number in range(1, 7)]
        )
        counts = dict(ask("SELECT assigned_to_id, count(*) FROM leads_lead GROUP BY assigned_to_id"))
        assert counts == {closer.pk: 4, other_closer.pk: 2}
        assert ask("SELECT turns FROM assignment_assignmentrule") == [(6,)]
    assert RuleSet.objects.acting()


def away(employee, substitute):
    announce_absence(
        employee=employee,
        kind="sick",
        starts_on=MONDAY,
        ends_on=TUESDAY,
        substitute=substitute,
        by=employee,
        at=at_hour(MONDAY, 10),
    )
