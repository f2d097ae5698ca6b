"""A lead on its way through selling: given, passed on, asked, handed over, led, committed and lost (L1–L6).

October 2026 has 22 working days. A server for 100,000.00 a month, a plan of 400,000.00: at negotiation,
50 %, it is worth 50,000.00; committed to, 100,000.00; lost at document approval, nothing.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from okno.attract.assignment.models import RuleSet
from okno.attract.deals.models import Deal, PipelineStage
from okno.attract.leads.models import Lead
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.fake_ids import make_inn
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.models import Employee
from okno.top.tools.invariants import breaches
from tests.clock import Clock
from tests.test_journey import browser, post, shown, told

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.both_engines]
Call = Callable[..., Any]
SITE = {
    "name": "Роман Ромашов",
    "company": "Ромашка",
    "email": "roman@romashka.test",
    "inn": make_inn(2),
    "need": "Сервер для магазина",
    "campaign": "autumn",
}


def test_a_lead_from_the_site_to_a_loss_at_documents(
    api: Call,
    clock: Clock,
    head: Employee,
    closer: Employee,
    other_closer: Employee,
    marketer: Employee,
    engineer: Employee,
) -> None:
    _set_up(api, clock, head, closer, other_closer)
    lead = _passed_on(api, clock, marketer, closer, other_closer)
    _answered(clock, lead, head, other_closer)
    deal = _handed_over(api, clock, lead, closer, other_closer)
    _led(api, clock, deal, closer)
    _committed(api, clock, deal, closer)
    _lost_at_documents(api, clock, deal, closer)
    _counted_apart(api, deal, head, closer, other_closer, engineer)
    assert breaches() == []


def _set_up(api: Call, clock: Clock, head: Employee, closer: Employee, other_closer: Employee) -> None:
    clock.comes(10, 12, 9)
    api(head, "post", "/assignment-rules/draft", 201, {})
    autumn = {"name": "Осенние", "campaigns": ["autumn"], "shares": [{"employee_id": closer.pk}]}
    rest = {"name": "Прочие", "shares": [{"employee_id": other_closer.pk}]}
    timed = {"answer_minutes": 60, "most_passes": 2}
    draft = api(head, "put", "/assignment-rules/draft", 200, {**timed, "rules": [autumn, rest]})
    assert RuleSet.objects.acting() is None, "a draft gives nothing"
    post(head, "assignment:put_rules_in_force", draft["id"])
    post(head, "leads:add_question", name="Сколько мест", kind="number", is_required="on")
    asks = {"conditions": ["expected_date", "minimum_told"]}
    api(head, "patch", f"/stages/{PipelineStage.objects.get(code='negotiation').pk}", 200, asks)
    plan = {"employee_id": closer.pk, "span": "month", "starts_on": "2026-10-01"}
    api(head, "put", "/sales-plans", 200, {**plan, "target_minor": 400_000_00})


def _passed_on(api: Call, clock: Clock, marketer: Employee, closer: Employee, other_closer: Employee) -> Lead:
    """Monday: it comes at ten, is given by the rule, and goes on after sixty working minutes."""
    clock.comes(10, 12)
    _token, secret = issue_token(owner=marketer, name="Site", scope="leads", by=CONSOLE, at=clock())
    answer = Client().post(
        "/api/v1/leads",
        SITE,
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert (answer.status_code, answer.json()["again"]) == (201, False)
    lead = Lead.objects.get(pk=answer.json()["id"])
    assert (lead.assigned_to, lead.rule_name) == (closer, "Осенние")
    assert browser(other_closer).get(lead.get_absolute_url()).status_code == 404
    clock.comes(10, 12, 10, 59)
    call_command("tick", verbosity=0)
    lead.refresh_from_db()
    assert lead.assigned_to == closer, "his hour is not over"
    clock.comes(10, 12, 11, 1)
    call_command("tick", verbosity=0)
    lead.refresh_from_db()
    assert (lead.assigned_to, lead.rule_name, lead.passes) == (other_closer, "Прочие", 1)
    for person in (closer, other_closer):
        assert "Лид переходит: Larisa Closerova" in str(api(person, "get", "/notices")), person
    return lead


def _answered(clock: Clock, lead: Lead, head: Employee, other_closer: Employee) -> None:
    """Eighty-one working minutes after it came; the client waited through both."""
    clock.comes(10, 12, 11, 21)
    post(other_closer, "assignment:answer_lead", lead.pk)
    clock.comes(10, 12, 13)
    call_command("tick", verbosity=0)
    lead.refresh_from_db()
    assert (lead.answered_by, lead.passes) == (other_closer, 1), "an answered one goes nowhere"
    assert "81" in told(head, "/leads/answers/?from=2026-10-01&to=2026-10-31")


def _handed_over(api: Call, clock: Clock, lead: Lead, closer: Employee, other_closer: Employee) -> Deal:
    """Asked as the head demands, handed over, returned with a reason, handed over again and accepted."""
    clock.comes(10, 12, 15)
    body = {"title": "Сервер для магазина", "owner_id": closer.pk, "monthly_minor": 100_000_00}
    code = next(
        one["code"] for one in api(closer, "get", "/qualification-questions") if "мест" in one["name"]
    )
    missing = api(other_closer, "post", f"/leads/{lead.pk}/qualify", 422, body)
    assert "мест" in str(missing)
    answered = {**body, "answers": {code: 25}, "note": "Решает жена"}
    deal = Deal.objects.get(pk=api(other_closer, "post", f"/leads/{lead.pk}/qualify", 201, answered)["id"])
    lead.refresh_from_db()
    assert (deal.owner, lead.answers) == (closer, {code: 25})
    assert "Решает жена" in told(closer, deal.handovers.get().get_absolute_url())
    clock.comes(10, 13)
    post(closer, "deals:return_deal", deal.handovers.get().pk, reason="Я в отпуске до среды")
    deal.refresh_from_db()
    assert deal.owner == other_closer
    assert "в отпуске" in str(api(other_closer, "get", "/notices"))
    clock.comes(10, 13, 12)
    post(other_closer, "deals:hand_over_deal", deal.pk, receiver=closer.pk, note="Он подождёт")
    post(closer, "deals:accept_deal", deal.handovers.get(status="waiting").pk)
    deal.refresh_from_db()
    assert (deal.owner, [one.status for one in deal.handovers.order_by("pk")]) == (
        closer,
        ["returned", "accepted"],
    )
    return deal


def _led(api: Call, clock: Clock, deal: Deal, closer: Employee) -> None:
    """Wednesday: to negotiation it comes with a day and with the minimum price told, not before."""
    clock.comes(10, 14)
    post(closer, "deals:move_deal", deal.pk, stage="proposal")
    lacking = browser(closer).post(f"/deals/{deal.pk}/move/", {"stage": "negotiation"})
    assert lacking.status_code == 422 and "expected_on" in lacking.content.decode()
    assert _plan(api, closer)["undated_minor"] == 100_000_00, "no day, no forecast"
    api(closer, "post", f"/deals/{deal.pk}/move", 409, {"stage": "negotiation"})
    filled = {"expected_on": "2026-10-30", "minimum_price_told_minor": "90000"}
    post(closer, "deals:move_deal", deal.pk, stage="negotiation", **filled)
    plan = _plan(api, closer)
    assert plan["plan_minor"] == plan["missing_minor"] == 400_000_00
    assert (plan["working_days"], plan["working_days_left"]) == (22, 13)
    assert plan["needed_a_day_minor"] == 30_769_24, "400,000.00 ÷ 13, up"
    assert (plan["cell"]["weighted_minor"], plan["undated_minor"]) == (50_000_00, 0)


def _committed(api: Call, clock: Clock, deal: Deal, closer: Employee) -> None:
    """He commits to it: it counts whole, and 300,000.00 of the plan are nowhere to be seen."""
    clock.comes(10, 15)
    page = told(closer, "/reports/plan/")
    assert "Не хватает 400 000 ₽, осталось 12 рабочих дней" in page and "50 000,00 ₽по вероятности" in page
    api(closer, "patch", f"/deals/{deal.pk}", 200, {"is_committed": True})
    cell = _plan(api, closer)["cell"]
    assert (cell["committed_minor"], cell["weighted_minor"], cell["forecast_minor"]) == (
        100_000_00,
        0,
        100_000_00,
    )
    page = told(closer, "/reports/plan/")
    assert "не хватит 300 000 ₽: нужны новые сделки" in page and "100 000,00 ₽уверены" in page
    call_command("tick", verbosity=0)
    thought = api(closer, "get", f"/reports/forecast-history?of=person-{closer.pk}&month=2026-10")
    assert [(one["taken_on"], one["committed_minor"]) for one in thought] == [
        ("2026-10-12", 0),
        ("2026-10-15", 100_000_00),
    ]


def _lost_at_documents(api: Call, clock: Clock, deal: Deal, closer: Employee) -> None:
    clock.comes(10, 20)
    post(closer, "deals:move_deal", deal.pk, stage="documents")
    clock.comes(10, 26)
    lost = {"reason": "competitor", "attitude": "warm", "note": "Дешевле на день"}
    asked = browser(closer).post(f"/deals/{deal.pk}/lose/", lost)
    assert asked.status_code == 422, "a competitor has a name"
    post(closer, "deals:lose_deal", deal.pk, **lost, competitor="Соседний ЦОД")
    assert _plan(api, closer)["cell"]["forecast_minor"] == 0


def _counted_apart(
    api: Call, deal: Deal, head: Employee, closer: Employee, other_closer: Employee, engineer: Employee
) -> None:
    days = "starts_on=2026-10-01&ends_on=2026-10-31"
    losses = api(head, "get", f"/reports/losses?{days}")
    assert (losses["work"]["count"], losses["documents"]["count"]) == (0, 1)
    assert losses["documents"]["minor"] == 100_000_00
    assert [(one["count"], one["share_bp"]) for one in losses["at_documents"]] == [(1, 10_000)]
    assert api(closer, "get", f"/reports/losses?{days}")["documents"]["count"] == 1
    assert api(other_closer, "get", f"/reports/losses?{days}")["documents"]["count"] == 0
    api(engineer, "get", f"/reports/losses?{days}", 403)
    (source,) = [one for one in api(head, "get", f"/reports/sources?{days}")["sources"] if one["depth"] == 1]
    assert (source["leads"], source["lost"], source["won"]) == (1, 1, 0)
    page = browser(head).get("/reports/losses/?from=2026-10-01&to=2026-10-31")
    said = shown(page.content)
    assert "0проиграно до согласования документов" in said
    assert "1 проиграно на согласовании документов, отдельно" in said
    assert "Соседний ЦОД" in told(head, deal)


def _plan(api: Call, closer: Employee) -> Any:
    return api(closer, "get", f"/reports/plan?of=person-{closer.pk}&month=2026-10")
