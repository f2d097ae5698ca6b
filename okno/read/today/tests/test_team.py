"""The head's tab: whose day is open, what is late and how far it climbed, who waits, the figures."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.attract.quotes.tests.cast import a_company, a_deal
from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.dates import month_of
from okno.money.compensation.tests.cast import a_client, rule_of_pay
from okno.money.invoicing.actions.end_service import end_service
from okno.money.invoicing.models import Subscription
from okno.money.invoicing.tests.cast import bare_services
from okno.money.payments.tests.bank import bare_invoice
from okno.read.today.team import open_days, team_of
from okno.records.clients.models import Company
from okno.records.relations.models import DayClose, Handover
from okno.team.people.models import Absence, Employee
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.slips import slips_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
TODAY = date(2026, 10, 12)
FRIDAY = date(2026, 10, 9)
SignIn = Callable[[Client, Employee], Client]


def named(at: datetime) -> dict[date, list[str]]:
    return {one.on: [person.name for person in one.people] for one in open_days(at)}


def test_yesterday_is_asked_all_day_and_today_from_its_end_on(
    client_company: Company, account_manager: Employee, closer: Employee
) -> None:
    for on in (FRIDAY, TODAY):
        write_note(company=client_company, text="He called", by=closer, at=at_hour(on, 9))
    assert named(at_hour(TODAY, 10)) == {FRIDAY: ["Anna Accountova"]}
    assert named(at_hour(TODAY, 18)) == {FRIDAY: ["Anna Accountova"], TODAY: ["Anna Accountova"]}
    Company.objects.filter(pk=client_company.pk).update(status_at=at_hour(TODAY, 17))
    for on in (FRIDAY, TODAY):
        at = at_hour(TODAY, 17)
        DayClose.objects.create(employee=account_manager, on=on, at=at, statuses_count=1)
    assert named(at_hour(TODAY, 18)) == {}


def test_late_promises_stand_by_how_far_they_have_climbed(head: Employee, closer: Employee) -> None:
    """At noon on Monday: 16 hours late is with the owner, 8 with the head, 4 with the manager."""
    for what, due_at in (
        ("to the owner", at_hour(date(2026, 10, 8), 12)),
        ("to the head", at_hour(FRIDAY, 12)),
        ("to the manager", at_hour(FRIDAY, 17)),
        ("late", at_hour(TODAY, 11)),
        ("in time", at_hour(TODAY, 13)),
    ):
        make_promise(what=what, owner=closer, due_at=due_at, by=closer, at=at_hour(date(2026, 10, 1), 9))
    team = team_of(head, at=at_hour(TODAY, 12))
    assert {one.name: [promise.what for promise in one.items] for one in team.late} == {
        "owner": ["to the owner"],
        "head": ["to the head"],
        "manager": ["to the manager"],
        "overdue": ["late"],
    }


def test_what_waits_says_for_how_many_working_hours(
    head: Employee, closer: Employee, account_manager: Employee, client_company: Company
) -> None:
    handed = {"giver": closer, "receiver": account_manager, "handed_at": at_hour(FRIDAY, 16)}
    handover = Handover.objects.create(company=client_company, **handed)
    (one,) = team_of(head, at=at_hour(TODAY, 12)).handovers
    assert (one.thing, one.hours, one.days) == (handover, 5, 0)
    (one,) = team_of(head, at=at_hour(date(2026, 10, 13), 12)).handovers
    assert (one.hours, one.days) == (13, 1)


def test_who_is_away_now_and_within_a_week(
    head: Employee, closer: Employee, other_closer: Employee, now: datetime
) -> None:
    for first, last in ((1, 11), (12, 14), (19, 20), (20, 25)):
        days = {"starts_on": date(2026, 10, first), "ends_on": date(2026, 10, last)}
        Absence.objects.create(
            employee=closer, substitute=other_closer, kind="trip", announced_at=now, **days
        )
    assert [one.starts_on.day for one in team_of(head, at=now).away] == [12, 19]


def test_attracting_and_keeping_stand_side_by_side(
    head: Employee, closer: Employee, own_company: Company, now: datetime
) -> None:
    """One lead of this month and its deal of 20,000.00 a month; a debt of 7,000.00; one promise put off;
    a service of 10,000.00 without VAT.
    """
    a_deal(company=a_company(number=300), owner=closer, at=now)
    bare_invoice(a_company(number=301), own_company, 1, 700_000)
    fee = {"starts_on": date(2026, 3, 1), "billed_through_on": date(2026, 9, 30), "vat_included": True}
    bare_services(own_company, [a_company(number=302)], [{**fee, "monthly_minor": 1_220_000}])
    due = {"owner": closer, "due_at": at_hour(FRIDAY, 12), "by": closer, "at": at_hour(FRIDAY, 9)}
    make_promise(what="Call", **due)
    figures = team_of(head, at=now).figures
    told = {one.name: (one.count, one.minor) for one in [*figures.attract, *figures.keep]}
    assert told == {
        "leads": (1, None),
        "open": (1, 2_000_000),
        "won": (0, 0),
        "fees": (1, 1_000_000),
        "debts": (1, 700_000),
        "slipped": (1, None),
        "left": (0, None),
    }


def test_the_figure_of_slips_is_that_of_the_report_it_opens(
    head: Employee, closer: Employee, now: datetime
) -> None:
    """One late since this month's Friday and one since the month before: the report of the month has one."""
    long_ago = at_hour(FRIDAY, 9) - timedelta(days=60)
    for due_at in (long_ago + timedelta(days=1), at_hour(FRIDAY, 12)):
        make_promise(what="Call", owner=closer, due_at=due_at, by=closer, at=long_ago)
    slipped = next(one for one in team_of(head, at=now).figures.keep if one.name == "slipped")
    assert slipped.count == slips_of(head, month_of(local_date(now)), now).count == 1
    assert slipped.url == reverse("promises:slips")


def test_who_left_this_month_is_counted_once_and_only_when_nothing_runs(
    head: Employee, closer: Employee, own_company: Company
) -> None:
    rule_of_pay(closer)
    service = a_client(owner=closer, brought_by=closer, starts_on=date(2026, 9, 10)).subscriptions.get()
    at = at_hour(date(2026, 10, 20), 10)
    end_service(service=service, ends_on=date(2026, 10, 18), reason="Moved away", by=head, at=at)

    def left(on: date) -> int | None:
        figures = team_of(head, at=at_hour(on, 10)).figures
        return next(one.count for one in figures.keep if one.name == "left")

    assert left(date(2026, 10, 18)) == 0, "his last day"
    assert left(date(2026, 10, 20)) == 1
    assert left(date(2026, 11, 2)) == 0
    another = a_client(owner=closer, brought_by=closer, starts_on=date(2026, 9, 12)).subscriptions.get()
    Subscription.objects.filter(pk=another.pk).update(company=service.company)
    assert left(date(2026, 10, 20)) == 0, "something of his still runs"


@pytest.mark.usefixtures("standing_clock")
def test_the_tab_is_for_heads(head: Employee, closer: Employee, client: Client, sign_in: SignIn) -> None:
    mine = sign_in(client, head).get("/").content.decode()
    assert 'href="/?view=team"' in mine
    team = client.get("/?view=team").content.decode()
    assert "Привлечь" in team and "Удержать" in team
    own = sign_in(Client(), closer).get("/?view=team").content.decode()
    assert "<h1>Сегодня</h1>" in own and 'href="/?view=team"' not in own


def test_more_people_and_promises_ask_no_more(
    head: Employee, closer: Employee, own_company: Company, now: datetime, client: Client, sign_in: SignIn
) -> None:
    browser, counts = sign_in(client, head), []
    for first, last in ((300, 302), (302, 330)):
        for number in range(first, last):
            company = a_company(number=number)
            due = {"due_at": now + timedelta(minutes=number), "by": closer, "at": now}
            make_promise(what=f"Call {number}", owner=closer, company=company, **due)
            bare_invoice(company, own_company, number, 100_000)
            Handover.objects.create(company=company, giver=closer, receiver=head, handed_at=now)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get("/?view=team").content
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert len(page) < 100_000
