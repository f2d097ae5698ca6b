"""The bell: what others did that concerns one, never his own deeds, never what is not his to see."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from okno.attract.assignment.actions.assign_lead import assign_lead
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.quotes.tests.cast import a_company, a_deal
from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.events import NoteWritten
from okno.ground.journal.models import Entry
from okno.ground.journal.record import record, record_for
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.events import EVENTS
from okno.money.payments.tests.bank import bare_invoice
from okno.read.today.actions.mark_notices_seen import mark_notices_seen
from okno.read.today.notices import by_topic, news_for, notices_of
from okno.read.today.relevance import topic_of
from okno.records.clients.models import Company
from okno.records.relations.models import Handover
from okno.team.people.models import Absence, Employee, NoticeChoice
from okno.team.people.topics import TOPICS, Channel
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.move_promise import move_promise

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
TODAY = date(2026, 10, 12)
FRIDAY = date(2026, 10, 9)
SOON = timedelta(minutes=5)
SignIn = Callable[[Client, Employee], Client]


def told(employee: Employee, at: datetime) -> list[str]:
    return [notice.text for notice in notices_of(employee, at=at)]


@pytest.fixture
def kept(client_company: Company, account_manager: Employee, now: datetime) -> Company:
    """«Ромашка», and all that was told of it so far is seen."""
    mark_notices_seen(by=account_manager, at=now)
    return client_company


def test_what_others_do_with_my_clients_is_told_and_my_own_deeds_are_not(
    kept: Company, account_manager: Employee, closer: Employee, now: datetime
) -> None:
    at = now + SOON
    write_note(company=kept, text="He called me", by=closer, at=at)
    write_note(company=kept, text="And me", by=account_manager, at=at)
    write_note(company=a_company(number=300), text="Another's", by=closer, at=at)
    assert told(account_manager, at)[0] == "Заметка: He called me"
    assert not {"Заметка: And me", "Заметка: Another's"} & set(told(account_manager, at))
    assert news_for(account_manager, at=at).count == 1
    assert told(closer, at) == [], "a client whom he does not keep"


def test_a_promise_made_to_me_and_mine_moved_by_another(
    closer: Employee, head: Employee, engineer: Employee, now: datetime
) -> None:
    due = {"due_at": at_hour(TODAY, 18), "at": now}
    mine = make_promise(what="Send the plan", owner=closer, by=closer, **due)
    make_promise(what="Count the racks", owner=engineer, colleague=closer, by=engineer, **due)
    moved = {"to_at": at_hour(TODAY, 19), "reason": "The client asked", "at": now + SOON}
    move_promise(promise=mine, by=head, **moved)
    found = notices_of(closer, at=now + SOON)
    assert [one.topic for one in found] == ["promises", "promises"]
    assert "The client asked" in found[0].text
    assert "Count the racks" in found[1].text
    assert (found[0].by, found[1].by) == (head, engineer)


def test_a_promise_that_climbs_is_told_to_the_head_from_its_hour_on(
    closer: Employee, head: Employee, now: datetime
) -> None:
    """Eight working hours after Friday 18:00 are Monday 18:00: then the head hears of it (no manager)."""
    promise = {"due_at": at_hour(FRIDAY, 18), "by": closer, "at": at_hour(FRIDAY, 9)}
    make_promise(what="Call the bank", owner=closer, **promise)
    mark_notices_seen(by=head, at=at_hour(TODAY, 9))
    assert told(head, at_hour(TODAY, 11)) == [], "two hours late"
    climbed = notices_of(head, at=at_hour(TODAY, 18))
    assert [one.text for one in climbed] == ["Опаздывает и дошло до вас: Call the bank"]
    assert news_for(head, at=at_hour(TODAY, 18)).count == 1
    mark_notices_seen(by=head, at=at_hour(TODAY, 18))
    assert news_for(head, at=at_hour(TODAY, 19)).count == 0, "once is enough"


def test_leads_and_deals_given_to_me(
    closer: Employee, owner: Employee, head: Employee, now: datetime
) -> None:
    company = a_company(number=301)
    caller = Caller(source_type="net", channel="hand", company=company, brought_by=owner, need="Racks")
    lead = register_lead(caller=caller, by=owner, at=now)
    assign_lead(lead=lead, to=closer, by=head, at=now + SOON)
    assert {one.topic for one in notices_of(closer, at=now + SOON)} == {"leads"}
    a_deal(company=a_company(number=302), owner=closer, at=now + SOON)
    assert any("Servers for the shop" in text for text in told(closer, now + SOON))


def test_clients_of_the_one_i_stand_in_for_are_mine_meanwhile(
    kept: Company,
    account_manager: Employee,
    closer: Employee,
    other_closer: Employee,
    engineer: Employee,
    now: datetime,
) -> None:
    write_note(company=kept, text="He called", by=engineer, at=now + SOON)
    assert told(closer, now + SOON) == []
    away = {"starts_on": TODAY, "ends_on": TODAY, "announced_at": now}
    Absence.objects.create(employee=account_manager, substitute=closer, kind="sick", **away)
    assert "Заметка: He called" in told(closer, now + SOON)
    assert told(closer, at_hour(date(2026, 10, 13), 9)) == [], "he is back"
    assert told(other_closer, now + SOON) == []


def test_what_engineers_may_not_read_is_not_told_to_them(
    engineer: Employee, closer: Employee, client_company: Company, now: datetime
) -> None:
    Handover.objects.create(company=client_company, giver=closer, receiver=engineer, handed_at=now)
    promise = make_promise(what="Look", owner=engineer, due_at=at_hour(TODAY, 18), by=closer, at=now)
    for name in ("quotes.quote_sent", "journal.note_written"):
        record_for(client_company, EVENTS[name], subject=promise, by=closer, at=now, text="Hello")
    assert EVENTS["journal.note_written"] is NoteWritten
    assert "Заметка: Hello" in told(engineer, now)
    assert not [text for text in told(engineer, now) if "в месяц" in text]


def test_the_machines_routine_rings_no_bell(
    kept: Company, own_company: Company, account_manager: Employee, now: datetime
) -> None:
    invoice = bare_invoice(kept, own_company, 1, 700_000)
    figures = {"number": "1", "gross_minor": 700_000, "due_on": TODAY, "by": CONSOLE, "at": now + SOON}
    record(EVENTS["invoicing.invoice_issued"], subject=invoice, **figures)
    assert news_for(account_manager, at=now + SOON).count == 0
    record(EVENTS["invoicing.invoice_paid"], subject=invoice, **figures)
    assert news_for(account_manager, at=now + SOON).count == 1


def test_each_chooses_topics_for_the_page_and_for_mail(
    kept: Company, account_manager: Employee, closer: Employee, now: datetime
) -> None:
    write_note(company=kept, text="He called", by=closer, at=now + SOON)
    NoticeChoice.objects.create(employee=account_manager, topic="clients", in_page=False, by_mail=True)
    assert "Заметка: He called" not in told(account_manager, now + SOON)
    by_mail = notices_of(account_manager, channel=Channel.MAIL, at=now + SOON)
    assert "Заметка: He called" in [one.text for one in by_mail]


def test_every_event_has_a_topic_that_people_can_choose() -> None:
    assert {topic_of(name) for name in EVENTS} <= set(TOPICS)
    handed = ["relations.manager_set", "relations.manager_handed_over", "people.absence_announced"]
    assert {topic_of(name) for name in handed} == {"handovers"}
    assert topic_of("invoicing.invoice_paid") == "money"


def test_older_than_a_week_is_not_shown_and_fifty_are_enough(
    kept: Company, account_manager: Employee, closer: Employee, now: datetime
) -> None:
    for number in range(60):
        at = now + timedelta(minutes=number)
        write_note(company=kept, text=f"Note {number}", by=closer, at=at)
    shown = told(account_manager, now + timedelta(hours=1))
    assert len(shown) == 50
    assert shown[0] == "Заметка: Note 59"
    assert told(account_manager, now + timedelta(days=8)) == []


def test_they_stand_by_topic(
    kept: Company, account_manager: Employee, closer: Employee, now: datetime
) -> None:
    write_note(company=kept, text="He called", by=closer, at=now + SOON)
    due = {"due_at": at_hour(TODAY, 18), "by": closer, "at": now + SOON}
    make_promise(what="Count", owner=closer, company=kept, **due)
    found = [one for one in notices_of(account_manager, at=now + SOON) if one.is_new]
    assert [(str(name), len(of_topic)) for name, of_topic in by_topic(found)] == [
        ("Мои клиенты", 1),
        ("Обещания", 1),
    ]


def test_the_topic_with_something_new_stands_first(
    kept: Company, account_manager: Employee, head: Employee, now: datetime
) -> None:
    """Old news of clients below a new promise."""
    write_note(company=kept, text="Old", by=head, at=now - SOON)
    due = {"owner": head, "colleague": account_manager, "due_at": at_hour(TODAY, 18)}
    make_promise(what="Send the plan", by=head, at=now + SOON, **due)
    found = by_topic(notices_of(account_manager, at=now + SOON))
    assert [any(one.is_new for one in of_topic) for _name, of_topic in found][:2] == [True, False]
    assert found[0][1][0].topic == "promises"


@pytest.fixture
def bell(client: Client, account_manager: Employee, sign_in: SignIn) -> Callable[..., HttpResponse]:
    browser = sign_in(client, account_manager)

    def ask(**query: object) -> HttpResponse:
        answer: HttpResponse = browser.get("/notices/count/", query)
        return answer

    return ask


def test_the_bell_is_silent_until_something_happens(
    kept: Company,
    account_manager: Employee,
    closer: Employee,
    bell: Callable[..., HttpResponse],
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + 2 * SOON)
    first = bell()
    assert b"rail-count" not in first.content
    known = {"last": Entry.objects.order_by("-pk").first().pk, "seen": now.isoformat(), "count": 0}
    account_manager.refresh_from_db()
    known["seen"] = account_manager.notices_seen_at.isoformat()
    with CaptureQueriesContext(connection) as asked:
        assert bell(**known).status_code == 204
    assert len(asked) <= 8, "session, user, employee, roles, and the journal's last number"
    write_note(company=kept, text="He called", by=closer, at=now + SOON)
    rung = bell(**known)
    assert rung.status_code == 200
    assert b"rail-count" in rung.content
    assert "He called" in rung["HX-Trigger"]
    assert "HX-Trigger" not in bell(), "a page that has just been opened says nothing aloud"


def test_opening_the_list_marks_it_seen(
    kept: Company,
    account_manager: Employee,
    closer: Employee,
    client: Client,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + SOON)
    write_note(company=kept, text="He called", by=closer, at=now + SOON)
    page = sign_in(client, account_manager).get("/notices/").content.decode()
    assert "He called" in page
    assert "/notices/seen/" in page
    account_manager.refresh_from_db()
    assert account_manager.notices_seen_at == now, "a GET changes nothing"
    for until in ("", "yesterday", "2026-13-45", "2026-10-12T10:05:00"):
        assert client.post("/notices/seen/", {"until": until}).status_code == 204
    account_manager.refresh_from_db()
    assert account_manager.notices_seen_at == now + SOON
    assert "/notices/seen/" not in client.get("/notices/").content.decode()
