"""The advisor's figures as the tables hold them, its page and its API; amounts and days are written out."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.tests.cast import a_lead
from okno.attract.quotes.tests.cast import a_company
from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.money.compensation.tests.cast import a_client, rule_of_pay
from okno.money.invoicing.terms import end_with
from okno.read.reports.advisor.effort import effort_of
from okno.read.reports.advisor.figures import figures_of, weekly_flow
from okno.read.reports.advisor.load import Carried, Load, load_of
from okno.records.clients.actions.become_client import become_client
from okno.records.clients.models import Company
from okno.records.relations.actions.set_status import set_status
from okno.team.people.models import Employee
from okno.team.promises.actions.make_promise import make_promise

pytestmark = pytest.mark.django_db
# A Monday; the week before it has five working days.
TODAY = date(2026, 10, 12)
NOW = at_hour(TODAY, 10)
LAST_WEEK = date(2026, 10, 5)
SignIn = Callable[[Client, Employee], Client]
CallApi = Callable[..., HttpResponse]


def of(load: Load, employee: Employee) -> Carried:
    (found,) = [one for one in load.people if one.name == employee.name]
    return found


def deals_of_weeks(owner: Employee, weeks: int, *, each: int = 1, number: int = 500) -> None:
    """So many qualified leads in each whole week before today, all on Wednesdays."""
    for back in range(weeks, 0, -1):
        at = at_hour(TODAY - timedelta(weeks=back) + timedelta(days=2), 12)
        for _n in range(each):
            number += 1
            an_open_deal(a_company(number=number), owner, at=at)


def test_the_flow_is_of_deals_opened_from_leads_in_whole_weeks(head: Employee, closer: Employee) -> None:
    for number, on in enumerate((date(2026, 9, 16), date(2026, 9, 21), date(2026, 9, 27), TODAY), start=700):
        an_open_deal(a_company(number=number), closer, at=at_hour(on, 9))
    Deal.objects.create(
        title="Loaded", stage_since_at=NOW, opened_on=LAST_WEEK, imported=True, owner=closer, status="open"
    )
    found = weekly_flow(head, NOW)
    assert [(week.starts_on, week.count) for week in found.weeks] == [
        (date(2026, 9, 21), 2),
        (date(2026, 9, 28), 0),
        (date(2026, 10, 5), 0),
    ]


def test_a_touch_is_of_an_existing_client_from_the_very_day_he_becomes_one(
    head: Employee, closer: Employee, engineer: Employee, client_company: Company, own_company: Company
) -> None:
    for on in (date(2026, 10, 6), date(2026, 10, 7), date(2026, 10, 8), TODAY):
        write_note(company=client_company, text="He called", kind="call", by=closer, at=at_hour(on, 23))
    write_note(company=client_company, text="Rack 4", by=engineer, at=at_hour(LAST_WEEK, 9))
    write_note(company=own_company, text="Ours", by=closer, at=at_hour(LAST_WEEK, 9))
    become_client(company=client_company, on=date(2026, 10, 7), by=CONSOLE, at=at_hour(date(2026, 10, 7), 9))
    found = effort_of(head, TODAY)
    assert (found.new.by_week, found.existing.by_week) == ({LAST_WEEK: 1}, {LAST_WEEK: 2})
    assert found.existing.by_person == {"Konstantin Closerov": 2}
    assert found.lived == [LAST_WEEK] and len(found.weeks) == 12
    assert (found.touches, found.new_bp) == (3, 3_333)


def test_touches_of_old_clients_and_of_those_who_never_were(head: Employee, closer: Employee) -> None:
    old, never = a_company(number=910), a_company(number=911)
    become_client(company=old, on=date(2025, 3, 3), by=CONSOLE, at=NOW)
    monday_night, sunday_night = date(2026, 9, 28), date(2026, 10, 4)
    for company, on, hour in ((old, monday_night, 0), (old, sunday_night, 23), (never, LAST_WEEK, 0)):
        write_note(company=company, text="He called", kind="meeting", by=closer, at=at_hour(on, hour))
    found = effort_of(head, TODAY)
    assert found.existing.by_week == {monday_night: 2} and found.new.by_week == {LAST_WEEK: 1}


def test_what_both_sides_bring(
    head: Employee, marketer: Employee, closer: Employee, own_company: Company
) -> None:
    rule_of_pay(closer)
    company = a_client(owner=closer, monthly_minor=1_500_000, starts_on=date(2026, 10, 8))
    subscription = company.subscriptions.get()
    subscription.ends_on = date(2026, 10, 10)
    subscription.save()
    end_with(subscription)
    won = Deal.objects.get(company=company, status="won")
    week = won.closed_on - timedelta(days=won.closed_on.weekday()) if won.closed_on else None
    found = effort_of(head, TODAY)
    assert found.won_minor == {week: 1_500_000} and not found.added_minor
    assert found.ended_minor == {LAST_WEEK: 1_500_000}
    Company.objects.filter(pk=company.pk).update(client_since_on=date(2025, 1, 1))
    assert effort_of(head, TODAY).added_minor == {week: 1_500_000}
    assert effort_of(marketer, TODAY).ended_minor is None, "what clients pay is not the marketer's to see"


def test_who_carries_what(
    head: Employee, closer: Employee, account_manager: Employee, client_company: Company
) -> None:
    become_client(company=client_company, on=LAST_WEEK, by=CONSOLE, at=NOW)
    a_client_of_nobody = a_company(number=900)
    become_client(company=a_client_of_nobody, on=LAST_WEEK, by=CONSOLE, at=NOW)
    make_promise(
        what="call", owner=account_manager, due_at=at_hour(LAST_WEEK, 12), by=head, at=at_hour(LAST_WEEK, 9)
    )
    an_open_deal(client_company, closer, at=at_hour(date(2026, 9, 1), 9), monthly_minor=700_00)
    a_lead(by=head, at=at_hour(LAST_WEEK, 9), email="old@lead.test", name="Старый")
    load = load_of(head, NOW)
    keeper, seller = of(load, account_manager), of(load, closer)
    assert (keeper.clients, keeper.behind, keeper.late) == (1, 1, 1)
    assert (seller.deals, seller.fees_minor) == (1, 700_00)
    assert (load.clients, load.unkept, load.deals, load.stuck) == (2, 1, 1, 1)
    assert (load.came, load.waiting) == (1, 1)
    set_status(
        company=client_company,
        status_text="Waits for a rack",
        next_step="Call",
        next_step_on=TODAY,
        by=account_manager,
        at=NOW,
    )
    assert of(load_of(head, NOW), account_manager).behind == 0


def test_the_owner_with_every_role_is_no_hired_manager() -> None:
    people = [Carried("Olga", {"owner", "closer", "account_manager"}), Carried("Kirill", {"closer"})]
    load = Load(people, unkept=0, came=0, waiting=0, deals=0, stuck=0)
    assert (load.hired("closer"), load.hired("account_manager")) == (1, 0)


def test_a_new_company_is_told_that_nothing_can_be_said(
    client: Client, sign_in: SignIn, owner: Employee
) -> None:
    page = sign_in(client, owner).get(reverse("reports:advisor")).content.decode()
    assert "слишком мало истории" in page and "Пока никого" in page
    assert page.count("Данных нет") >= 4
    assert "Насколько это надёжно?" not in page, "no figure of a flow that is too short"


def test_the_page_says_the_advice_first(
    client: Client, sign_in: SignIn, head: Employee, closer: Employee, time_stands: datetime
) -> None:
    deals_of_weeks(closer, 12, each=2)
    page = sign_in(client, head).get(reverse("reports:advisor")).content.decode()
    places = [
        page.index(part) for part in ("advice-first", "Насколько предсказуем поток?", "Куда уходят силы?")
    ]
    assert places == sorted(places)
    assert "Nelson, 1970" in page and "В среднем 2,0 в неделю." in page
    assert " style=" not in page


@pytest.fixture
def time_stands(monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr("okno.read.reports.views.advisor.timezone.now", lambda: NOW)
    return NOW


def test_who_may_look(
    client: Client,
    sign_in: SignIn,
    call_api: CallApi,
    marketer: Employee,
    closer: Employee,
    engineer: Employee,
) -> None:
    assert sign_in(client, marketer).get(reverse("reports:advisor")).status_code == 200
    assert call_api(marketer, "get", "/reports/advisor").status_code == 200
    for other in (closer, engineer):
        assert sign_in(client, other).get(reverse("reports:advisor")).status_code == 403
        assert call_api(other, "get", "/reports/advisor").status_code == 403


def test_the_api_tells_the_same(
    call_api: CallApi, head: Employee, closer: Employee, time_stands: datetime
) -> None:
    deals_of_weeks(closer, 12, each=2)
    told: dict[str, Any] = json.loads(call_api(head, "get", "/reports/advisor").content)
    assert told["hire"] in {"qualifier", "account_manager", "closer", "nobody"}
    assert told["sentences"][0]["because"]
    assert [week["count"] for week in told["weeks"]] == [2] * 11, "the week of the first lead is not whole"
    assert {one["name"] for one in told["people"]} >= {"Grigory Headov", "Konstantin Closerov"}


def test_queries_do_not_grow(head: Employee, closer: Employee, client_company: Company) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            figures_of(head, at=NOW)
        return len(queries)

    deals_of_weeks(closer, 1)
    write_note(company=client_company, text="He called", by=closer, at=at_hour(LAST_WEEK, 9))
    few = asked()
    deals_of_weeks(head, 9, number=600)
    write_note(company=client_company, text="I called", by=head, at=at_hour(LAST_WEEK, 10))
    assert asked() == few <= 18
