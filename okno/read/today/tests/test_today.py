"""Today: what was promised, who waits for a status or a step, who is stood in for (C4, C5a, complaint 6)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from okno.attract.quotes.tests.cast import a_company, a_sent_quote
from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.actors import CLOCK, CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.money.payments.tests.bank import bare_invoice
from okno.read.today.day import Today, today_of
from okno.read.today.hours import day_ends, is_closing, last_evening
from okno.records.clients.models import Company
from okno.records.relations.actions.set_manager import set_manager
from okno.records.relations.actions.set_status import set_status
from okno.records.relations.models import DayClose, Handover
from okno.team.people.models import Absence, Employee
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.report_overdue import report_overdue
from okno.team.promises.models import Promise

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
TODAY = date(2026, 10, 12)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
FRIDAY = date(2026, 10, 9)
SignIn = Callable[[Client, Employee], Client]


def promised(what: str, owner: Employee, due_at: datetime, company: Company | None = None) -> Promise:
    given = {"what": what, "owner": owner, "due_at": due_at, "company": company}
    return make_promise(by=owner, at=at_hour(date(2026, 10, 1), 9), **given)


def listed(today: Today) -> dict[str, list[str]]:
    """What stands in each list that is not empty."""
    return {one.name: [str(thing) for thing in one.items] for one in [*today.promises, *today.clients] if one}


def kinds(today: Today) -> dict[str, int]:
    return {str(kind): len(risks) for kind, risks in today.risks}


@pytest.fixture
def kept(client_company: Company) -> Company:
    """«Ромашка» as a client, so that it may wait for a step."""
    Company.objects.filter(pk=client_company.pk).update(is_client=True, client_since_on=date(2026, 1, 12))
    client_company.refresh_from_db()
    return client_company


def test_promises_stand_by_their_day_and_within_it_by_hour(closer: Employee, now: datetime) -> None:
    for what, due_at in (
        ("tomorrow", at_hour(TOMORROW, 9)),
        ("evening", at_hour(TODAY, 18)),
        ("noon", at_hour(TODAY, 12)),
        ("yesterday", at_hour(YESTERDAY, 18)),
        ("long ago", at_hour(date(2026, 10, 5), 18)),
        ("far away", at_hour(date(2026, 11, 5), 18)),
    ):
        promised(what, closer, due_at)
    assert listed(today_of(closer, at=now)) == {
        "overdue": ["long ago", "yesterday"],
        "today": ["noon", "evening"],
        "soon": ["tomorrow"],
    }


def test_kept_promises_and_those_of_others_are_not_there(
    closer: Employee, other_closer: Employee, now: datetime
) -> None:
    keep_promise(promise=promised("done", closer, at_hour(TODAY, 12)), by=closer, at=now)
    promised("his", other_closer, at_hour(TODAY, 12))
    assert listed(today_of(closer, at=now)) == {}


def test_what_was_promised_to_me_and_what_has_climbed_to_me(
    closer: Employee, engineer: Employee, head: Employee, now: datetime
) -> None:
    due = {"due_at": at_hour(FRIDAY, 12), "by": engineer, "at": at_hour(FRIDAY, 9)}
    make_promise(what="Count the racks", owner=engineer, colleague=closer, **due)
    assert listed(today_of(closer, at=now)) == {"asked": ["Count the racks"]}
    assert listed(today_of(head, at=now)) == {"climbed": ["Count the racks"]}
    assert listed(today_of(engineer, at=now)) == {"overdue": ["Count the racks"]}


def test_a_list_is_cut_and_says_how_many_more(closer: Employee, now: datetime, sign_in: SignIn) -> None:
    for number in range(40):
        promised(f"Call {number}", closer, at_hour(YESTERDAY, 18))
    (overdue,) = [one for one in today_of(closer, at=now).promises if one]
    assert (len(overdue.items), overdue.count, overdue.more) == (6, 40, 34)
    page = sign_in(Client(), closer).get("/today/list/?of=overdue").content.decode()
    assert page.count('id="promise-') == 25


def test_who_was_touched_today_owes_a_status_until_he_has_it(
    kept: Company, account_manager: Employee, now: datetime
) -> None:
    how = {"by": account_manager, "at": now}
    step = {"next_step": "Call", "next_step_on": TOMORROW}
    said = {"status_text": "All is well", **step}
    set_status(company=kept, by=account_manager, at=at_hour(YESTERDAY, 18), **said)
    assert "no_status" not in listed(today_of(account_manager, at=at_hour(TODAY, 9)))
    write_note(company=kept, text="He called", **how)
    owed = today_of(account_manager, at=now)
    assert (listed(owed)["no_status"], owed.left) == (["Ромашка"], 1)
    set_status(company=kept, status_text="He wants one more", **step, **how)
    assert today_of(account_manager, at=now).left == 0


def test_a_client_without_a_step_or_with_one_that_has_passed(
    kept: Company, account_manager: Employee, now: datetime
) -> None:
    step = {"status_text": "Well", "next_step": "Call him", "next_step_on": TODAY}
    assert listed(today_of(account_manager, at=at_hour(TOMORROW, 9))) == {"no_step": ["Ромашка"]}
    set_status(company=kept, by=account_manager, at=now, **step)
    assert listed(today_of(account_manager, at=now)) == {}
    assert listed(today_of(account_manager, at=at_hour(TOMORROW, 9))) == {"no_step": ["Ромашка"]}


def test_thirty_working_days_without_a_word_are_silence(
    kept: Company, account_manager: Employee, now: datetime
) -> None:
    """30 working days after 12 October, with 4 November off, are 24 November."""
    step = {"status_text": "Well", "next_step": "Visit", "next_step_on": date(2027, 1, 20)}
    set_status(company=kept, by=account_manager, at=now, **step)
    assert listed(today_of(account_manager, at=at_hour(date(2026, 11, 24), 10))) == {}
    assert listed(today_of(account_manager, at=at_hour(date(2026, 11, 25), 10))) == {"silent": ["Ромашка"]}


def test_due_today_is_no_debt_at_risk_and_tomorrow_it_is(
    client_company: Company, own_company: Company, account_manager: Employee, now: datetime
) -> None:
    bare_invoice(client_company, own_company, 1, 700_000, due_on=TODAY)
    bare_invoice(client_company, own_company, 2, 300_000, due_on=TODAY)
    assert kinds(today_of(account_manager, at=now)) == {}
    after = today_of(account_manager, at=at_hour(TOMORROW, 9))
    assert kinds(after) == {"Просроченные долги": 1}
    assert after.risks[0][1][0].amount_minor == 1_000_000


def test_risks_are_of_the_clients_whom_one_keeps(
    own_company: Company, closer: Employee, head: Employee, other_closer: Employee, now: datetime
) -> None:
    company = a_company(number=301)
    set_manager(company=company, manager=closer, starts_on=YESTERDAY, by=CONSOLE, at=now)
    promised("Send the papers", other_closer, at_hour(YESTERDAY, 18), company)
    a_sent_quote(by=closer, at=now, valid_until_on=TODAY + timedelta(days=2))
    assert kinds(today_of(closer, at=now)) == {"Просроченные обещания": 1, "Скоро истекают предложения": 1}
    assert kinds(today_of(other_closer, at=now)) == {}, "his own stand in the list of promises"
    assert kinds(today_of(head, at=now)) == {}, "those of all stand in the team's tab"


def test_what_others_moved_since_the_last_evening(
    client_company: Company, account_manager: Employee, closer: Employee
) -> None:
    """On Monday morning that is Friday's evening; his own words are no news to him."""
    for at, by, text in (
        (at_hour(FRIDAY, 17, 59), closer, "Before"),
        (at_hour(FRIDAY, 18, 1), closer, "After"),
        (at_hour(TODAY, 9), account_manager, "Mine"),
    ):
        write_note(company=client_company, text=text, by=by, at=at)
    (moved,) = today_of(account_manager, at=at_hour(TODAY, 9, 30)).moved
    assert moved.company == client_company
    assert [str(entry) for entry in moved.entries] == ["Заметка: After"]


def test_what_the_clock_called_late_is_told_among_promises_only(
    client_company: Company, account_manager: Employee
) -> None:
    """Nobody moved it: it stands in the list of promises, not among what others did."""
    promised("Call back", account_manager, at_hour(FRIDAY, 18, 30), client_company)
    report_overdue(by=CLOCK, at=at_hour(TODAY, 8))
    today = today_of(account_manager, at=at_hour(TODAY, 9, 30))
    assert listed(today)["overdue"] == ["Call back"]
    assert today.moved == []


def test_hand_overs_wait_for_the_receiver(
    client_company: Company, account_manager: Employee, closer: Employee, now: datetime
) -> None:
    given = {"giver": closer, "receiver": account_manager, "handed_at": now}
    handover = Handover.objects.create(company=client_company, **given)
    assert today_of(account_manager, at=now).handovers == [handover]
    assert today_of(closer, at=now).handovers == []


def test_who_stands_in_sees_whose_promises_and_until_when(
    client_company: Company, account_manager: Employee, closer: Employee, now: datetime
) -> None:
    away = {"starts_on": TODAY, "ends_on": date(2026, 10, 20), "announced_at": now}
    absence = Absence.objects.create(employee=account_manager, substitute=closer, kind="vacation", **away)
    promised("Call him", account_manager, at_hour(TODAY, 12), client_company)
    promised("Far", account_manager, at_hour(date(2026, 11, 20), 12), client_company)
    (one,) = today_of(closer, at=now).instead
    assert (one.absent, one.until, one.clients) == (account_manager, date(2026, 10, 20), 1)
    assert [promise.what for promise in one.promises] == ["Call him"]
    assert today_of(account_manager, at=now).absence == absence
    early = today_of(account_manager, at=at_hour(date(2026, 9, 29), 9))
    assert early.absence == absence, "two weeks before it is told"
    assert today_of(account_manager, at=at_hour(date(2026, 9, 27), 9)).absence is None
    assert today_of(closer, at=at_hour(date(2026, 10, 21), 9)).instead == []


@pytest.mark.parametrize(
    ("on", "hour", "minute", "closing"),
    [
        (TODAY, 17, 29, False),
        (TODAY, 17, 30, True),
        (TODAY, 21, 0, True),
        (date(2026, 10, 11), 18, 0, False),  # a Sunday
        (date(2026, 11, 3), 16, 30, True),  # the eve of 4 November is an hour shorter
        (date(2026, 11, 3), 16, 29, False),
    ],
)
def test_the_day_is_closed_in_its_last_half_an_hour(on: date, hour: int, minute: int, closing: bool) -> None:
    assert is_closing(at_hour(on, hour, minute)) is closing


def test_the_last_evening_is_a_working_days() -> None:
    assert last_evening(at_hour(TODAY, 9)) == at_hour(FRIDAY, 18)
    assert last_evening(at_hour(date(2026, 11, 5), 9)) == at_hour(date(2026, 11, 3), 17)
    assert day_ends(TODAY) == at_hour(TODAY, 18)


def test_a_closed_day_is_open_again_when_a_client_is_touched(
    client_company: Company, account_manager: Employee
) -> None:
    at = at_hour(TODAY, 18)
    DayClose.objects.create(employee=account_manager, on=TODAY, at=at, statuses_count=0)
    set_status(company=client_company, status_text="Well", by=account_manager, at=at_hour(TODAY, 17))
    assert today_of(account_manager, at=at).is_closed
    Company.objects.filter(pk=client_company.pk).update(status_at=at_hour(FRIDAY, 12))
    assert not today_of(account_manager, at=at).is_closed


def test_the_page_turns_into_closing_the_day(
    client_company: Company,
    account_manager: Employee,
    client: Client,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = sign_in(client, account_manager)
    write_note(company=client_company, text="He called", by=account_manager, at=at_hour(TODAY, 12))
    heads = {}
    for hour in (12, 18):
        at = at_hour(TODAY, hour)
        monkeypatch.setattr("django.utils.timezone.now", lambda at=at: at)
        heads[hour] = browser.get("/").content.decode().partition("<h1>")[2].partition("</h1>")[0]
    assert heads == {12: "Сегодня", 18: "Закрыть день"}


def test_who_keeps_no_clients_is_not_asked_to_close_a_day(
    engineer: Employee, closer: Employee, client: Client, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in (12, 18):
        at = at_hour(TODAY, hour)
        monkeypatch.setattr("django.utils.timezone.now", lambda at=at: at)
        page = sign_in(client, engineer).get("/").content.decode()
        assert "<h1>Сегодня</h1>" in page
        assert 'href="/day/"' not in page
        assert 'href="/day/"' in sign_in(Client(), closer).get("/").content.decode()


def test_three_hundred_clients_are_no_heavier_and_ask_no_more(
    closer: Employee, own_company: Company, now: datetime, client: Client, sign_in: SignIn
) -> None:
    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            company = a_company(number=number)
            set_manager(company=company, manager=closer, starts_on=YESTERDAY, by=CONSOLE, at=now)
            Company.objects.filter(pk=company.pk).update(is_client=True, client_since_on=TODAY)
            promised(f"Call {number}", closer, at_hour(YESTERDAY, 18), company)
            promised(f"Write {number}", closer, at_hour(date(2026, 10, 14), 18), company)
            bare_invoice(company, own_company, number, 100_000)

    browser, counts = sign_in(client, closer), []
    for first, last in ((1000, 1003), (1003, 1060)):
        grow(first, last)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get("/").content
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert len(page) < 100_000
