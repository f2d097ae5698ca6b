"""Pay through pages, the API and commands: one action whatever the door, and one's own pay only."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.actions.lock_payslip import lock_payslip
from okno.money.compensation.models import AttractionReport, DiscretionaryBonus, OwnAdvertising, Payslip, Plan
from okno.money.compensation.tests.cast import a_client, billed, money_comes, reports, rule_of_pay
from okno.team.people.actions.issue_token import issue_token

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 1)
DRAWN_AT = at_hour(date(2026, 6, 3), 10)


@pytest.fixture
def slip(own_company, closer):
    """May of a closer: base 50,000.00, upkeep 1,000.00 of 20,000.00 received, a client on his way."""
    rule_of_pay(closer)
    company = a_client(owner=closer, brought_by=closer, starts_on=date(2026, 1, 12))
    money_comes(billed(company, MAY), on=date(2026, 5, 20))
    a_client(owner=closer, brought_by=closer, starts_on=date(2026, 5, 15))
    reports(closer, MAY)
    (slip,) = draw_month(month_on=MAY, by=CONSOLE, at=DRAWN_AT)
    return slip


@pytest.fixture
def call(client):
    def send(who, method, path, **kwargs):
        _token, secret = issue_token(owner=who, name="test", scope="write", by=who, at=DRAWN_AT)
        headers = {"Authorization": f"Bearer {secret}"}
        return getattr(client, method)(
            f"/api/v1{path}", headers=headers, content_type="application/json", **kwargs
        )

    return send


def page(name, *args):
    return reverse(f"compensation:{name}", args=args)


def test_a_payslip_opens_down_to_the_payment_the_contract_and_the_clause(client, sign_in, slip, closer):
    sign_in(client, closer)
    shown = client.get(page("payslip", slip.pk))
    text = shown.content.decode().replace("\xa0", " ")
    assert shown.status_code == 200
    line = slip.lines.get(kind="upkeep")
    (receipt,) = line.explanation["receipts"]
    for address in (
        line.company.get_absolute_url(),
        reverse("payments:payment", args=[receipt["payment"]]),
        reverse("invoicing:invoice", args=[receipt["invoice"]]),
        slip.plan.get_absolute_url(),
        slip.lines.filter(contract__isnull=False).first().contract.get_absolute_url(),
    ):
        assert f'href="{address}"' in text
    assert "20 000,00 × 5 % = 1 000,00" in text
    assert "20 000,00 × 50 % ÷ 3 = 3 333,3333… ≈ 3 333,33" in text


def test_ones_own_pay_only(client, sign_in, slip, closer, other_closer, head, accountant, engineer, call):
    # closer, head, accountant in order: 403, then locked, then guard 7.
    cases = (
        (closer, 200, 403),
        (head, 200, 302),
        (accountant, 200, 409),
        (other_closer, 404, 404),
        (engineer, 404, 404),
    )
    for who, sees, locks in cases:
        sign_in(client, who)
        assert client.get(page("payslip", slip.pk)).status_code == sees
        assert client.get(page("plan", slip.plan_id)).status_code == sees
        assert client.get(page("payslips")).status_code == 200
        assert client.post(page("lock_payslip", slip.pk)).status_code == locks
        assert call(who, "get", f"/payslips/{slip.pk}").status_code == sees
        assert len(call(who, "get", "/payslips").json()["items"]) == (1 if sees == 200 else 0)


def test_the_month_is_drawn_and_locked_on_its_page(client, sign_in, slip, accountant, closer):
    sign_in(client, closer)
    assert client.post(page("draw_month"), {"month": "2026-05"}).status_code == 403
    sign_in(client, accountant)
    assert client.post(page("draw_month"), {"month": "2026-05"}).status_code == 302
    shown = client.get(page("payslips"), {"month": "2026-05"}).content.decode()
    assert closer.name in shown
    assert client.post(page("draw_payslip", slip.pk)).status_code == 302
    assert client.post(page("lock_month"), {"month": "2026-05"}).status_code == 302
    for name, args in (("draw_month", ()), ("lock_month", ()), ("draw_payslip", (slip.pk,))):
        assert client.post(page(name, *args), {"month": "2026-05"}).status_code == 409
    assert client.get(page("payslip", slip.pk)).status_code == 200
    assert client.get(page("payslips"), {"month": "May"}).status_code == 422
    assert "2026" in client.get(page("employee_payslips", closer.pk)).content.decode()


def test_the_head_judges_and_the_person_gives_his_own(client, sign_in, slip, head, closer):
    sign_in(client, head)
    assert client.get(page("grant_discretionary_bonus", slip.pk)).status_code == 200
    typed = {"amount_minor": "10 000,01", "reason": "Порядок"}
    assert client.post(page("grant_discretionary_bonus", slip.pk), typed).status_code == 422
    assert (
        client.post(
            page("grant_discretionary_bonus", slip.pk), typed | {"amount_minor": "10 000,00"}
        ).status_code
        == 302
    )
    assert DiscretionaryBonus.objects.get().amount_minor == 1_000_000
    sign_in(client, closer)
    assert client.post(page("grant_discretionary_bonus", slip.pk), typed).status_code == 403
    bought = {"what": "Баннер", "amount_minor": "500"}
    assert client.post(page("record_advertising", slip.pk), bought).status_code == 302
    assert OwnAdvertising.objects.get().amount_minor == 50_000
    report = {"month_on": "2026-06", "text": "Никого"}
    assert client.post(page("hand_in_report"), report).status_code == 302
    assert AttractionReport.objects.filter(month_on=date(2026, 6, 1), employee=closer).exists()
    slip.refresh_from_db()
    # 50,000.00 + 10,000.00 + 3,333.33 + 1,000.00 − 500.00
    assert slip.payable_minor == 6_383_333


def test_a_plan_reads_as_a_contract_and_gets_its_next_version(client, sign_in, slip, owner, closer):
    sign_in(client, closer)
    text = client.get(page("plan", slip.plan_id)).content.decode().replace("\xa0", " ")
    assert "78 000,00 × 50 % ÷ 3 = 13 000,00" in text
    assert client.get(page("plans")).status_code == 200
    assert client.get(page("agree_plan")).status_code == 403
    sign_in(client, owner)
    assert client.get(page("plans") + "?all=1").status_code == 200
    assert client.get(page("agree_plan") + "?preset=at-once").status_code == 200
    form = client.get(page("change_plan", slip.plan_id)).context["form"]
    typed = {name: value for name, value in form.initial.items() if value is not True}
    typed = {name: form.fields[name].prepare_value(value) for name, value in typed.items()}
    typed |= {
        "base": "60 000",
        "with_instalments": "on",
        "agreed_on": "2026-06-01",
        "starts_on": "2099-01-02",
    }
    assert client.post(page("change_plan", slip.plan_id), typed).status_code == 422
    assert (
        client.post(page("change_plan", slip.plan_id), typed | {"starts_on": "2099-01-01"}).status_code == 302
    )
    plan = Plan.objects.latest("pk")
    assert (plan.version, plan.components.get(kind="base").amount_minor) == (2, 6_000_000)
    assert [one.kind for one in plan.components.all()] == [
        "base",
        "judgement",
        "attraction",
        "onboarding",
        "upkeep",
    ]
    role = typed | {
        "name": "Инженеры",
        "role": "engineer",
        "starts_on": "2026-06-01",
        "own_advertising": "on",
    }
    assert client.post(page("agree_plan"), role).status_code == 302
    assert Plan.objects.latest("pk").components.count() == 6


def test_the_api_draws_opens_and_locks(call, slip, accountant, closer, head):
    body = json.dumps({"month_on": "2026-05-01", "employee_ids": [closer.pk]})
    drawn = call(accountant, "post", "/payslips/draw", data=body)
    assert (drawn.status_code, drawn.json()[0]["payable_minor"]) == (200, 5_433_333)
    opened = call(closer, "get", f"/payslips/{slip.pk}").json()
    upkeep = next(line for line in opened["lines"] if line["kind"] == "upkeep")
    assert (upkeep["amount_minor"], upkeep["arithmetic"]) == (100_000, ["20\xa0000,00 × 5 % = 1\xa0000,00"])
    given = {"employee_id": closer.pk, "month_on": "2026-05-01", "amount_minor": 100}
    judged = call(head, "post", "/discretionary-bonuses", data=json.dumps(given | {"reason": "Order"}))
    bought = call(closer, "post", "/own-advertising", data=json.dumps(given | {"what": "Banner"}))
    report = {"employee_id": closer.pk, "month_on": "2026-06-01", "text": "Nobody"}
    handed = call(closer, "post", "/attraction-reports", data=json.dumps(report))
    assert (judged.status_code, bought.status_code, handed.status_code) == (201, 201, 201)
    assert call(closer, "post", f"/payslips/{slip.pk}/lock").status_code == 403
    assert call(accountant, "post", f"/payslips/{slip.pk}/lock").json()["status"] == "locked"
    refused = call(accountant, "post", "/payslips/draw", data=body)
    assert (refused.status_code, refused.json()["guard"]) == (409, 7)
    assert call(accountant, "get", "/payslips?month_on=2026-04-01").json()["items"] == []


def test_commands_draw_show_and_lock(slip, closer):
    out = StringIO()
    call_command("draw-month", "2026-05", "--json", stdout=out)
    assert json.loads(out.getvalue())["payslips"][0]["payable_minor"] == 5_433_333
    for who in (closer.email, str(closer.pk)):
        out = StringIO()
        call_command("payslip", who, "2026-05", "--json", stdout=out)
        told = json.loads(out.getvalue())
        assert (told["month"], told["payable_minor"], told["earned_minor"]) == ("2026-05", 5_433_333, 666_667)
        assert sum(one["amount_minor"] for one in told["lines"] if one["status"] == "payable") == 5_433_333
    out = StringIO()
    call_command("payslip", closer.email, "2026-05", stdout=out)
    assert "20 000,00 × 5 % = 1 000,00" in out.getvalue().replace("\xa0", " ")
    call_command("lock-month", "2026-05", stdout=StringIO())
    assert Payslip.objects.get().is_locked
    for wrong in (("draw-month", "2026-05"), ("lock-month", "2026-05"), ("payslip", closer.email, "2026-04")):
        with pytest.raises(CommandError) as failed:
            call_command(*wrong, stdout=StringIO())
        assert failed.value.returncode == 1
    for wrong in (("payslip", "nobody", "2026-05"), ("draw-month", "May")):
        with pytest.raises(CommandError) as failed:
            call_command(*wrong, stdout=StringIO())
        assert failed.value.returncode == 2


def test_pages_cost_no_query_per_line(
    client, sign_in, slip, closer, accountant, django_assert_max_num_queries
):
    sign_in(client, accountant)
    client.get(page("payslip", slip.pk))
    with django_assert_max_num_queries(24):
        client.get(page("payslip", slip.pk))
    for day in (18, 19, 20, 21):
        a_client(owner=closer, brought_by=closer, starts_on=date(2026, 5, day))
    draw_month(month_on=MAY, by=CONSOLE, at=DRAWN_AT)
    with django_assert_max_num_queries(24):
        client.get(page("payslip", slip.pk))
    lock_payslip(payslip=Payslip.objects.get(pk=slip.pk), by=accountant, at=DRAWN_AT)
    with django_assert_max_num_queries(24):
        client.get(page("payslip", slip.pk))
