"""Today: what was promised, who waits for a status or a step, what is at risk (C4, C5a, complaint 6)."""

from datetime import date, datetime, timedelta

import pytest

from okno.billing.tests.bank import bare_invoice
from okno.clients.actions.set_manager import set_manager
from okno.clients.actions.set_status import set_status
from okno.clients.models import Company
from okno.journal.actions.write_note import write_note
from okno.kernel.clock import at_hour
from okno.people.models import Employee
from okno.promises.actions.keep_promise import keep_promise
from okno.promises.actions.make_promise import make_promise
from okno.promises.models import Promise
from okno.quotes.tests.cast import a_company, a_sent_quote
from okno.reports.today import today_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def promised(what: str, owner: Employee, due_at: datetime, company: Company | None = None) -> Promise:
    given = {"what": what, "owner": owner, "due_at": due_at, "company": company}
    return make_promise(by=owner, at=at_hour(date(2026, 10, 1), 9), **given)


def kinds(today: object) -> dict[str, int]:
    return {str(kind): len(risks) for kind, risks in today.risks}  # type: ignore[attr-defined]


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
    today = today_of(closer, at=now)
    assert [one.what for one in today.overdue] == ["long ago", "yesterday"]
    assert [one.what for one in today.due_today] == ["noon", "evening"]
    assert [one.what for one in today.due_soon] == ["tomorrow"]


def test_kept_promises_and_those_of_others_are_not_there(
    closer: Employee, other_closer: Employee, now: datetime
) -> None:
    keep_promise(promise=promised("done", closer, at_hour(TODAY, 12)), by=closer, at=now)
    promised("his", other_closer, at_hour(TODAY, 12))
    today = today_of(closer, at=now)
    assert (today.overdue, today.due_today, today.due_soon) == ([], [], [])


def test_who_was_touched_today_owes_a_status_until_he_has_it(
    client_company: Company, account_manager: Employee, now: datetime
) -> None:
    how = {"by": account_manager, "at": now}
    set_status(
        company=client_company, status_text="All is well", by=account_manager, at=at_hour(YESTERDAY, 18)
    )
    assert today_of(account_manager, at=now).without_status == []
    write_note(company=client_company, text="He called", **how)
    assert today_of(account_manager, at=now).without_status == [client_company]
    set_status(company=client_company, status_text="He wants one more", **how)
    assert today_of(account_manager, at=now).without_status == []


def test_a_client_without_a_step_or_with_one_that_has_passed(
    client_company: Company, account_manager: Employee, now: datetime
) -> None:
    assert today_of(account_manager, at=now).without_step == [client_company]
    step = {"status_text": "Well", "next_step": "Call him", "next_step_on": TODAY}
    set_status(company=client_company, by=account_manager, at=now, **step)
    assert today_of(account_manager, at=now).without_step == []
    assert today_of(account_manager, at=at_hour(TOMORROW, 9)).without_step == [client_company]


def test_due_today_is_no_debt_at_risk_and_tomorrow_it_is(
    client_company: Company, own_company: Company, account_manager: Employee, now: datetime
) -> None:
    bare_invoice(client_company, own_company, 1, 700_000, due_on=TODAY)
    bare_invoice(client_company, own_company, 2, 300_000, due_on=TODAY)
    assert kinds(today_of(account_manager, at=now)) == {}
    assert today_of(account_manager, at=now).figures.debt_minor == 0
    after = today_of(account_manager, at=at_hour(TOMORROW, 9))
    assert kinds(after) == {"Просроченные долги": 1}
    assert after.risks[0][1][0].amount_minor == 1_000_000
    assert after.figures.debt_minor == 1_000_000


def test_a_head_sees_the_risks_of_all_and_a_seller_those_of_his(
    own_company: Company, closer: Employee, head: Employee, other_closer: Employee, now: datetime
) -> None:
    company = a_company(number=301)
    set_manager(company=company, manager=closer, starts_on=YESTERDAY, by=None, at=now)
    promised("Send the papers", other_closer, at_hour(YESTERDAY, 18), company)
    a_sent_quote(by=closer, at=now, valid_until_on=TODAY + timedelta(days=2))
    assert kinds(today_of(head, at=now)) == {"Просроченные обещания": 1, "Скоро истекают предложения": 1}
    assert kinds(today_of(closer, at=now)) == {"Просроченные обещания": 1, "Скоро истекают предложения": 1}
    assert kinds(today_of(other_closer, at=now)) == {}, "his own stand in the list of promises"
