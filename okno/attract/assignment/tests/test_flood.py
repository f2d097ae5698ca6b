"""A robot at the site's form floods nobody, and nobody is lost (L1, complaint 10)."""

from datetime import timedelta

import pytest

from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import NEED_LENGTH, Caller
from okno.attract.leads.models import Lead, LeadSource
from okno.attract.leads.throttle import (
    HELD_FOR,
    MOST_A_MINUTE,
    MOST_AGAIN,
    REPEATED_WITHIN,
)
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Invalid
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


def told(lead):
    return Entry.objects.about(lead).filter(kind="leads.lead_came_again").count()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"email": " Vera@Vasilek.TEST "}, {"email": "vera@vasilek.test"}),
        ({"email": "vera+okno@vasilek.test"}, {"email": "vera+site@vasilek.test"}),
        ({"phone": "8 (916) 123-45-67"}, {"phone": "+7 916 1234567"}),
        ({"phone": "89161234567"}, {"phone": "тел. 9161234567"}),
        ({"contact_name": "Пётр Ильин"}, {"contact_name": "ИЛЬИН  Петр"}),
    ],
)
def test_one_person_in_several_spellings_is_one_lead(one, other, knock, closer):
    first = knock(need="Раз", **one)
    assert knock(need="Два", **other) == first
    assert (Lead.objects.count(), told(first)) == (1, 1)


def test_namesakes_who_left_an_address_are_two(knock, closer):
    assert knock(email="a@x.test") != knock(email="b@x.test")
    assert knock(contact_name="Вера") not in Lead.objects.exclude(contact__email="")


def test_by_hand_a_name_alone_is_no_key(head, closer, now):
    person = Caller(source_type="net", channel="call", contact_name="Вера")
    first = register_lead(caller=person, by=head, at=now)
    assert register_lead(caller=person, by=head, at=now) != first


def test_the_same_form_a_thousand_times_is_one_entry_and_a_count(knock, closer, now):
    lead = knock(email="vera@x.test", need="я" * 1_000_000)
    for number in range(50):
        knock(email="VERA@x.test", need=" " + "я" * 1_000_000, at=now + timedelta(milliseconds=number))
    lead.refresh_from_db()
    assert (told(lead), lead.repeats) == (0, 50)
    assert len(lead.need) == NEED_LENGTH and lead.data_issues == {"need": "cut"}
    knock(email="vera@x.test", need="я" * 1_000_000, at=now + REPEATED_WITHIN)
    assert told(lead) == 1, "after ten minutes it is news"


def test_other_words_of_the_same_person_are_written_up_to_a_measure(knock, closer):
    lead = knock(email="vera@x.test")
    for number in range(MOST_AGAIN + 5):
        knock(email="vera@x.test", need=f"№ {number}")
    lead.refresh_from_db()
    assert (told(lead), lead.repeats) == (MOST_AGAIN, 5)


def test_by_hand_each_time_is_written(knock, head, closer, now):
    lead = knock(email="vera@x.test")
    for _time in range(2):
        words = {"contact_name": "Вера", "email": "vera@x.test", "need": "Сервер"}
        register_lead(caller=Caller(source_type="net", channel="site", **words), by=head, at=now)
    assert told(lead) == 2


def test_too_many_in_a_minute_are_held_with_one_promise(crowd, head, closer, now):
    leads = crowd(MOST_A_MINUTE + 20)
    given = [lead.assignment_rule for lead in leads]
    assert given == ["turn"] * MOST_A_MINUTE + ["held"] * 20
    assert {lead.assigned_to for lead in leads[MOST_A_MINUTE:]} == {None}
    promise = Promise.objects.get()
    assert (promise.owner, promise.subject_kind) == (head, "leads.leadsource")


def test_the_door_is_held_until_it_is_quiet(crowd, closer, now):
    crowd(MOST_A_MINUTE + 1)
    later = now + HELD_FOR - timedelta(seconds=1)
    assert crowd(1, first=900, at=later)[0].assignment_rule == "held"
    quiet = now + HELD_FOR
    assert crowd(1, first=901, at=quiet)[0].assignment_rule == "turn"


def test_another_door_is_not_held(crowd, closer, head, now):
    crowd(MOST_A_MINUTE + 1)
    person = Caller(source_type="net", channel="site", email="q@x.test", door="other")
    assert register_lead(caller=person, checked=False, by=head, at=now).assignment_rule == "turn"
    assert LeadSource.objects.count() == 2


def test_a_robot_in_the_trap_is_held_not_lost(knock, head, closer):
    lead = knock(email="robot@x.test", honeypot_filled=True)
    assert (lead.assignment_rule, lead.assigned_to) == ("held", None)
    assert Promise.objects.count() == 1


def test_sellers_do_not_see_what_is_held(knock, head, closer, marketer):
    lead = knock(email="robot@x.test", honeypot_filled=True)
    assert lead not in Lead.objects.visible_to(closer)
    assert lead in Lead.objects.visible_to(head) and lead in Lead.objects.visible_to(marketer)


def test_the_last_held_turned_down_alone_keeps_the_promise(knock, head, now):
    disqualify_lead(lead=knock(email="r@x.test", honeypot_filled=True), reason="Робот", by=head, at=now)
    assert Promise.objects.get().status == "kept"


def test_by_hand_too_long_is_refused_not_cut(head, now):
    with pytest.raises(Invalid) as refusal:
        person = Caller(source_type="net", channel="call", name="А", need="я" * 10_001)
        register_lead(caller=person, by=head, at=now)
    assert "need" in refusal.value.fields
