"""The page of the plan by figures written out by hand; who sees whose; both pictures (L6)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.attract.deals.models import Deal, PipelineStage
from okno.attract.deals.tests.plan_cast import a_dated_deal, a_won_deal
from okno.ground.kernel.actors import CLOCK
from okno.ground.ui.fields import LARGEST_MINOR
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.money.plans.actions.take_forecast import take_forecast
from okno.money.plans.models import ForecastSnapshot, SalesPlan
from okno.money.plans.scopes import visible_scopes
from okno.read.reports.plan import PlanReport, plan_report
from okno.read.today.notices import notices_of
from okno.team.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
OCTOBER = date(2026, 10, 1)
TODAY = date(2026, 10, 12)
SignIn = Callable[[Client, Employee], Client]


@pytest.fixture
def standing(monkeypatch: pytest.MonkeyPatch, now: datetime) -> datetime:
    """At every door it is Monday 12 October 2026, ten in the morning."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return now


@pytest.fixture
def team(head: Employee, closer: Employee, other_closer: Employee, now: datetime) -> None:
    """His plan 300, won 100; hers 200, won 20 before she left; 50 promised, 200 × 30 % likely."""
    Employee.objects.filter(pk__in=[closer.pk, other_closer.pk]).update(head=head)
    for person, minor in ((closer, 300_00), (other_closer, 200_00)):
        set_sales_plan(employee=person, span="month", starts_on=OCTOBER, target_minor=minor, by=head, at=now)
    a_won_deal(1, closer, 100_00, date(2026, 10, 2))
    a_won_deal(2, other_closer, 20_00, date(2026, 10, 8))
    a_dated_deal(3, closer, 50_00, date(2026, 10, 20), is_committed=True, seller=closer)
    a_dated_deal(4, closer, 200_00, date(2026, 10, 28), seller=closer)
    a_dated_deal(5, closer, 70_00, None, seller=closer)
    Employee.objects.filter(pk=other_closer.pk).update(left_on=date(2026, 10, 9))


def report_of(reader: Employee, key: str, span: str = "month") -> PlanReport:
    reader = Employee.objects.get(pk=reader.pk)
    whose = next(one for one in visible_scopes(reader) if one.key == key)
    return plan_report(reader, whose, span, OCTOBER, TODAY)


def test_a_month_of_one_person(team: None, closer: Employee) -> None:
    """200 of 300 are missing. October has 22 working days, 7 are over: 100 ÷ 7 a day, 314.29 by the end."""
    found = report_of(closer, f"person-{closer.pk}")
    assert (found.target.minor, found.target.basis) == (30000, "own")
    assert found.pace.missing_minor == 20000
    assert (found.pace.days_over, found.pace.days_left) == (7, 15)
    assert found.pace.a_day_minor == 1429
    assert found.pace.will_be_minor == 31429
    assert found.pace.needed_a_day_minor == 1334
    assert found.cell.forecast_minor == 10000 + 5000 + 6000
    assert (found.apart.undated_count, found.apart.undated_minor) == (1, 7000)
    assert [(one.counted_minor, one.gathers_minor, one.closes) for one in found.closing] == [
        (5000, 5000, False),
        (6000, 25000, True),
    ]


def test_the_largest_sum_there_may_be_is_counted(team: None, closer: Employee) -> None:
    PipelineStage.objects.update(probability_bp=10_000)
    Deal.objects.open().update(monthly_minor=LARGEST_MINOR, expected_on=date(2026, 10, 20))
    found = report_of(closer, f"person-{closer.pk}")
    assert (found.cell.total_minor, len(found.closing)) == (3 * LARGEST_MINOR, 3)


def test_who_left_is_in_the_teams_figures(team: None, head: Employee, other_closer: Employee) -> None:
    found = report_of(head, f"team-{head.pk}")
    assert (found.target.minor, found.target.basis) == (50000, "people")
    assert (found.cell.won_minor, found.pace.missing_minor) == (12000, 38000)
    rows = {row.whose.name: (row.target.minor, row.cell.won_minor) for row in found.rows if row.whose}
    assert rows == {"Konstantin Closerov": (30000, 10000), "Larisa Closerova": (20000, 2000)}
    company = report_of(head, "company")
    assert company.cell == found.cell


def test_a_plan_unlike_the_sum_of_its_people_says_so(team: None, head: Employee, now: datetime) -> None:
    plan: dict[str, Any] = {"span": "month", "starts_on": OCTOBER, "by": head, "at": now}
    set_sales_plan(team_of=head, target_minor=600_00, **plan)
    assert report_of(head, f"team-{head.pk}").unlike_minor == 50000
    set_sales_plan(team_of=head, target_minor=500_00, **plan)
    assert report_of(head, f"team-{head.pk}").unlike_minor is None
    set_sales_plan(span="quarter", target_minor=900_00, starts_on=OCTOBER, by=head, at=now)
    set_sales_plan(target_minor=510_00, **plan)
    assert report_of(head, "company", "quarter").months_minor == 51000


def test_the_pictures_have_the_figures(team: None, closer: Employee, now: datetime) -> None:
    take_forecast(by=CLOCK, at=now)
    ForecastSnapshot.objects.filter(employee=closer, month_on=OCTOBER).update(
        taken_on=date(2026, 10, 9), committed_minor=90_00
    )
    take = ForecastSnapshot.objects.create(
        taken_on=TODAY, employee=closer, month_on=OCTOBER, won_minor=100_00
    )
    gap, then = report_of(closer, f"person-{closer.pk}").charts
    won, plan, ahead = (list(series.values) for series in gap.series)
    assert won[:3] == [0, 10000, 10000] and won[7] == 10000 and won[8] is None
    assert (plan[0], plan[-1]) == (1364, 30000)
    assert (ahead[5], ahead[6], ahead[-1]) == (None, 10000, 31429)
    assert then.labels == [date(2026, 10, 9), take.taken_on]
    assert [list(series.values) for series in then.series] == [
        [10000, 10000],
        [9000, 0],
        [6000, 0],
        [30000, 30000],
    ]
    assert "2" in then.note, "Saturday and Sunday nobody looked"


def test_a_seller_reads_his_page_and_no_colleagues(
    team: None,
    closer: Employee,
    other_closer: Employee,
    head: Employee,
    client: Client,
    sign_in: SignIn,
    standing: datetime,
) -> None:
    page = sign_in(client, closer).get(reverse("reports:plan"))
    text = page.content.decode()
    assert "Не хватает 200 ₽, осталось 15 рабочих дней" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Larisa" not in text and "Задать планы" not in text
    team_line = client.get(reverse("reports:plan"), {"of": f"team-{head.pk}"}).content.decode()
    assert "Larisa" not in team_line and "120,00" in team_line.replace('<span class="kop">', "")
    for of in ("company", f"person-{other_closer.pk}", "team-999", "nothing"):
        assert client.get(reverse("reports:plan"), {"of": of}).status_code == 404


def test_an_engineer_has_no_plan_page(engineer: Employee, client: Client, sign_in: SignIn) -> None:
    assert sign_in(client, engineer).get(reverse("reports:plan")).status_code == 403


@pytest.mark.parametrize("month", ["0000-01", "9999-12", "x", "2026-13", "2027-02", "1900-01"])
@pytest.mark.parametrize("span", ["month", "quarter", "year"])
def test_any_month_of_the_address_is_a_page(
    head: Employee, client: Client, sign_in: SignIn, month: str, span: str
) -> None:
    asked = {"month": month, "span": span}
    assert sign_in(client, head).get(reverse("reports:plan"), asked).status_code == 200
    assert client.get(reverse("plans:sales_plans"), {"quarter": month}).status_code == 200


def test_queries_do_not_grow_with_people(
    team: None, head: Employee, closer: Employee, client: Client, sign_in: SignIn, standing: datetime
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("reports:plan")).status_code == 200
        return len(queries)

    sign_in(client, head)
    asked()
    before = asked()
    for number in range(20, 26):
        person = Employee.objects.create(name=f"Person {number}", head=head, hired_on=OCTOBER)
        a_dated_deal(number, person, 10_00, date(2026, 10, 30), seller=closer)
        SalesPlan.objects.create(
            employee=person, span="month", starts_on=OCTOBER, target_minor=1, set_at=standing
        )
    assert asked() == before


def test_the_sheet_sets_what_was_changed_and_tells_who_was_second(
    team: None, head: Employee, closer: Employee, client: Client, sign_in: SignIn, standing: datetime
) -> None:
    url = reverse("plans:sales_plans") + "?quarter=2026-10"
    form = sign_in(client, head).get(url).context["form"]
    typed: dict[str, Any] = {name: form[name].value() or "" for name in form.fields}
    typed[f"person-{closer.pk}-month-2026-11"] = "400"
    typed["company-quarter-2026-10"] = "1 000,50"
    assert client.post(url, typed).status_code == 302
    there = SalesPlan.objects.in_force()
    assert there.get(employee=closer, starts_on=date(2026, 11, 1)).target_minor == 40000
    assert there.get(employee=None, team_of=None).target_minor == 100050
    assert there.count() == 4
    typed["company-quarter-2026-10"] = "2 000"
    answer = client.post(url, typed)
    text = answer.content.decode()
    assert (
        answer.status_code == 422
        and "plan-wrong" in text
        and "1 000" in text.replace("\N{NO-BREAK SPACE}", " ")
    )
    (set_by_now,) = there.filter(employee=None, team_of=None)
    assert set_by_now.target_minor == 100050
    assert f'name="seen-company-quarter-2026-10" value="{set_by_now.pk}"' in text
    again = {**typed, "seen-company-quarter-2026-10": str(set_by_now.pk)}
    again[f"seen-person-{closer.pk}-month-2026-11"] = str(there.get(starts_on=date(2026, 11, 1)).pk)
    assert client.post(url, again).status_code == 302, "now he has been told what stands there"
    assert there.get(employee=None, team_of=None).target_minor == 200000


def test_who_left_is_marked_on_the_sheet_and_his_plan_may_be_taken_back(
    team: None, head: Employee, other_closer: Employee, client: Client, sign_in: SignIn, standing: datetime
) -> None:
    page = sign_in(client, head).get(reverse("plans:sales_plans")).content.decode()
    assert "09.10.2026" in page and f"person-{other_closer.pk}-month-2026-11" not in page
    plan = SalesPlan.objects.get(employee=other_closer)
    client.post(reverse("plans:withdraw_sales_plan", args=[plan.pk]))
    plan.refresh_from_db()
    assert plan.replaced_at is not None


def test_the_api_says_the_same(
    team: None,
    closer: Employee,
    head: Employee,
    engineer: Employee,
    standing: datetime,
    call_api: Callable[..., Any],
) -> None:
    his = call_api(closer, "get", "/reports/plan").json()
    assert (his["missing_minor"], his["working_days_left"], his["cell"]["forecast_minor"]) == (
        20000,
        15,
        21000,
    )
    assert his["people"] == [] and len(his["closing_deal_ids"]) == 2
    company = call_api(head, "get", "/reports/plan?of=company&span=quarter").json()
    assert (company["plan_minor"], company["basis"], len(company["people"])) == (50000, "people", 2)
    assert call_api(closer, "get", "/reports/plan?of=company").status_code == 404
    assert call_api(engineer, "get", "/reports/plan").status_code == 403
    assert call_api(head, "get", "/reports/plan?month=0000-01").status_code == 422
    assert call_api(head, "post", "/forecast/take").json()["count"] == 5
    (thought,) = call_api(closer, "get", "/reports/forecast-history").json()
    assert thought == {
        "taken_on": "2026-10-12",
        "won_minor": 10000,
        "committed_minor": 5000,
        "weighted_minor": 6000,
    }


def test_plans_by_the_api(
    head: Employee, closer: Employee, standing: datetime, call_api: Callable[..., Any]
) -> None:
    body = {"employee_id": closer.pk, "span": "month", "starts_on": "2026-11-01", "target_minor": 100}
    first = call_api(head, "put", "/sales-plans", body)
    assert first.status_code == 200
    assert call_api(closer, "put", "/sales-plans", body).status_code == 403
    assert call_api(head, "put", "/sales-plans", {**body, "target_minor": 5, "seen_id": 0}).status_code == 409
    assert call_api(head, "put", "/sales-plans", {**body, "starts_on": "2026-09-01"}).status_code == 422
    assert call_api(head, "put", "/sales-plans", {**body, "team_of_id": head.pk}).status_code == 422
    assert len(call_api(closer, "get", "/sales-plans?starts_on=2026-11-01").json()["items"]) == 1
    copied = call_api(head, "post", "/sales-plans/copy", {"starts_on": "2026-12-01"})
    assert [one["target_minor"] for one in copied.json()] == [100]
    pk = first.json()["id"]
    assert call_api(head, "post", f"/sales-plans/{pk}/withdraw").json()["replaced_at"] is not None
    assert call_api(head, "post", f"/sales-plans/{pk}/withdraw").status_code == 409


def test_history_counts_nowhere(team: None, closer: Employee) -> None:
    before = report_of(closer, f"person-{closer.pk}").cell
    deal = a_won_deal(40, closer, 500_00, date(2026, 10, 5))
    Deal.objects.filter(pk=deal.pk).update(imported=True)
    assert report_of(closer, f"person-{closer.pk}").cell == before


def test_the_bell_tells_whose_plan_was_set(
    team: None, head: Employee, closer: Employee, now: datetime, client: Client, sign_in: SignIn
) -> None:
    told = notices_of(Employee.objects.get(pk=closer.pk), at=now)
    plans = [one for one in told if "300" in one.text and one.topic == "day"]
    assert len(plans) == 1, "his own, and not hers"
    page = sign_in(client, closer).get(plans[0].url)
    assert page.headers["Location"] == f"/reports/plan/?of=person-{closer.pk}&span=month&month=2026-10"
