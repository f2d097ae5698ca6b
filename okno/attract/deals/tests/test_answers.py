"""The first answer: what counts, set once, measured in working minutes."""

from datetime import date, timedelta

import pytest

from okno.attract.assignment.actions.answer_lead import answer_lead
from okno.attract.assignment.actions.assign_lead import assign_lead
from okno.attract.assignment.first_response import (
    by_channel,
    by_person,
    figures,
    mark_answered,
    measured,
    rank,
    waiting_now,
)
from okno.attract.assignment.tests.rulebook import a_lead_of, in_force
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.models import Lead
from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Forbidden
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.send_letter import send_letter

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)


@pytest.fixture
def lead(head, closer, now):
    return a_lead_of(head, now, 1)


def later(now, minutes):
    return now + timedelta(minutes=minutes)


def answered(lead):
    lead.refresh_from_db()
    return lead.answered_at, lead.answered_by


def test_the_button_counts_once(lead, closer, head, now):
    answer_lead(lead=lead, by=closer, at=later(now, 12))
    answer_lead(lead=lead, by=head, at=later(now, 20))
    assert answered(lead) == (later(now, 12), closer)
    assert Entry.objects.filter(kind="assignment.lead_answered").count() == 1


@pytest.mark.parametrize(
    ("kind", "result", "counts"),
    [
        ("call", "reached", True),
        ("call", "no_answer", False),
        ("call", "wrong_number", False),
        ("call", "call_back", False),
        ("call", "", True),
        ("meeting", "", True),
        ("note", "", False),
    ],
)
def test_a_call_that_reached_is_an_answer(lead, closer, now, kind, result, counts):
    write_note(company=lead.company, text="…", kind=kind, result=result, by=closer, at=later(now, 5))
    assert answered(lead) == ((later(now, 5), closer) if counts else (None, None))


def test_a_message_for_the_client_is_an_answer(lead, head, now):
    write_note(company=lead.company, text="Считаем", to_client=True, by=head, at=later(now, 5))
    assert answered(lead) == (later(now, 5), head)


def test_a_letter_is_an_answer(lead, closer, now):
    contact = add_contact(company=lead.company, name="Вера", email="vera@v.test", by=closer, at=now)
    send_letter(
        company=lead.company, contacts=[contact], subject="Ответ", text="Да", by=closer, at=later(now, 7)
    )
    assert answered(lead) == (later(now, 7), closer)


def test_qualifying_and_turning_down_are_answers(head, closer, now):
    one, two = a_lead_of(head, now, 1), a_lead_of(head, now, 2)
    qualify_lead(lead=one, owner=closer, title="x", monthly_minor=None, need="y", by=closer, at=later(now, 3))
    disqualify_lead(lead=two, reason="спам", by=closer, at=later(now, 4))
    assert answered(one) == (later(now, 3), closer)
    assert answered(two) == (later(now, 4), closer)


def test_an_answer_to_another_company_is_none(lead, client_company, closer, head, now):
    write_note(company=client_company, text="…", kind="call", result="reached", by=head, at=later(now, 5))
    assert answered(lead) == (None, None)


def test_an_engineer_does_not_answer(lead, engineer, now):
    with pytest.raises(Forbidden):
        answer_lead(lead=lead, by=engineer, at=now)


def test_the_figures_of_a_day_written_out(head, closer, other_closer, now):
    """Monday 12 October 2026: four leads, three answered.

    10:00 → 10:10 is 10 minutes; 12:50 → 14:20 is 10 before lunch and 20 after;
    17:50 → Tuesday 9:30 is 10 and 30.
    """
    times = [
        (at_hour(MONDAY, 10), at_hour(MONDAY, 10, 10), closer, "site"),
        (at_hour(MONDAY, 12, 50), at_hour(MONDAY, 14, 20), closer, "call"),
        (at_hour(MONDAY, 17, 50), at_hour(TUESDAY, 9, 30), other_closer, "site"),
        (at_hour(MONDAY, 18, 30), None, None, "site"),
    ]
    for number, (came, done, who, channel) in enumerate(times):
        lead = a_lead_of(head, came, number, channel=channel)
        if done:
            answer_lead(lead=lead, by=who, at=done)
    rows = measured(Lead.objects.visible_to(head), MONDAY, MONDAY)
    whole = figures("all", rows)
    assert (whole.came, whole.answered, whole.median, whole.ninetieth) == (4, 3, 30, 40)
    people = {one.name: one for one in by_person(rows)}
    konstantin = people["Konstantin Closerov"]
    assert (konstantin.answered, konstantin.median, konstantin.ninetieth) == (2, 10, 30)
    assert people["Larisa Closerova"].median == 40
    channels = {one.name: (one.came, one.answered, one.median) for one in by_channel(rows)}
    site, call = Lead.Channel.SITE.label, Lead.Channel.CALL.label
    assert channels == {str(site): (3, 2, 10), str(call): (1, 1, 30)}
    assert measured(Lead.objects.visible_to(head), TUESDAY, TUESDAY) == []


def test_from_giving_is_shorter_when_it_was_given_later(lead, head, closer, other_closer, now):
    assign_lead(
        lead=lead,
        to=other_closer if lead.assigned_to == closer else closer,
        by=head,
        at=at_hour(MONDAY, 11),
    )
    lead.refresh_from_db()
    answer_lead(lead=lead, by=lead.assigned_to, at=at_hour(MONDAY, 11, 15))
    (row,) = measured(Lead.objects.all(), MONDAY, MONDAY)
    assert (row.from_coming, row.from_giving) == (75, 15)


def test_given_to_another_after_the_answer_it_was_answered_from_its_coming(lead, closer, other_closer, now):
    answer_lead(lead=lead, by=closer, at=later(now, 20))
    Lead.objects.filter(pk=lead.pk).update(assigned_to=other_closer, assigned_at=later(now, 60))
    (row,) = measured(Lead.objects.all(), MONDAY, MONDAY)
    assert (row.from_coming, row.from_giving) == (20, 20)


def test_the_nearest_rank():
    ten = list(range(1, 11))
    assert (rank(ten, 50), rank(ten, 90), rank([7], 90), rank([], 50)) == (5, 9, 7, None)


def test_who_waits_now_and_until_when(head, closer, now):
    in_force(head, now, answer_minutes=30)
    first = a_lead_of(head, at_hour(MONDAY, 17, 45), 1)
    a_lead_of(head, at_hour(MONDAY, 10), 2, channel="outbound")
    assert first.assigned_to == closer
    (one,) = waiting_now(Lead.objects.visible_to(head), at_hour(TUESDAY, 9, 20))
    assert (one.minutes, one.left, one.due_at) == (35, -5, at_hour(TUESDAY, 9, 15))


def test_of_two_answers_at_one_moment_the_first_stands(lead, closer, head, now):
    same = Lead.objects.filter(pk=lead.pk)
    assert mark_answered(same, by=actor_of(closer), at=later(now, 3)) == 1
    assert mark_answered(same, by=actor_of(head), at=later(now, 2)) == 0
    assert answered(lead) == (later(now, 3), closer)
