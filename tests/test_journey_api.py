"""The same journey through the API alone: no page is opened, no row is read past it.

20,000.00 a month without VAT, the seller pays none: accepted on 12 October, the first days are 12,903.23 and
7,096.77 of the advance is left.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from okno.ground.kernel.fake_ids import make_inn
from okno.money.compensation.tests.cast import rule_of_pay
from okno.money.payments.tests.bank import a_file, received
from okno.records.catalog.tests.cast import a_configuration
from okno.records.clients.models import Company
from okno.records.resources.tests.cast import a_place
from okno.team.people.models import Employee
from okno.top.tools.invariants import breaches
from tests.clock import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.both_engines]
INN = make_inn(2)
Call = Callable[..., Any]


@pytest.fixture
def sold_here(own_company: Company, closer: Employee, clock: Clock) -> dict[str, int]:
    """A server whose floor is S3's 10,750.00, one of them free; the closer's plan is the reference one."""
    Company.objects.filter(pk=own_company.pk).update(vat_regime="none")
    rule_of_pay(closer, starts_on=date(2026, 9, 1))
    place = a_place(capacity=1)
    return {"configuration_id": a_configuration().pk, "location_id": place.pk}


def test_one_client_through_the_api(
    api: Call,
    clock: Clock,
    sold_here: dict[str, int],
    own_company: Company,
    head: Employee,
    closer: Employee,
    engineer: Employee,
    accountant: Employee,
) -> None:
    quote = _quoted(api, clock, _won_over(api, clock, head, closer), sold_here, closer, engineer)
    contract = _signed(api, clock, quote, closer)
    order = _paid(api, clock, contract, own_company, accountant, engineer)
    _delivered(api, clock, order, head, engineer)
    _billed(api, clock, contract["company"], accountant)
    _payday(api, clock, closer, accountant)
    entries = api(head, "get", f"/journal?company={contract['company']}&limit=200")["items"]
    kinds = {one["kind"] for one in entries}
    assert {"quotes.quote_accepted", "contracts.contract_signed", "delivery.order_accepted"} <= kinds
    assert "journal.guard_refused" in kinds
    assert breaches() == []


def _won_over(api: Call, clock: Clock, head: Employee, closer: Employee) -> int:
    clock.comes(10, 1)
    lead = {"name": "Roman", "company": "Ромашка", "inn": INN, "email": "r@romashka.test", "need": "A server"}
    lead |= {"source_type": "spear", "channel": "outbound"}
    first = api(head, "post", "/leads", 201, lead)
    assert api(head, "post", "/leads", 200, lead) == {"id": first["id"], "again": True}
    api(head, "post", f"/leads/{first['id']}/assign", 200, {"employee_id": closer.pk})
    body = {"title": "A server", "owner_id": closer.pk, "monthly_minor": 2_000_000}
    deal = api(closer, "post", f"/leads/{first['id']}/qualify", 201, body)
    said = api(closer, "post", f"/deals/{deal['id']}/move", 409, {"stage": "won"})
    assert "договор" in said["detail"]
    return int(deal["id"])


def _quoted(
    api: Call, clock: Clock, deal: int, sold_here: dict[str, int], closer: Employee, engineer: Employee
) -> Any:
    clock.comes(10, 2)
    quote = api(closer, "post", "/quotes", 201, {"deal_id": deal, "valid_until_on": "2026-10-16"})
    what = {**sold_here, "monthly_minor": 1_074_999}
    one = api(closer, "post", f"/quotes/{quote['id']}/lines", 201, what)
    said = api(closer, "post", f"/quotes/{quote['id']}/send", 409)
    assert said["guard"] == 1 and "10 750,00" in said["reason"].replace("\xa0", " ").replace("\u202f", " ")
    api(engineer, "get", f"/quotes/{quote['id']}", 404)
    api(closer, "patch", f"/quote-lines/{one['id']}", 200, {"monthly_minor": 2_000_000})
    api(closer, "post", f"/quote-lines/{one['id']}/ask-feasibility", 200)
    assert api(closer, "post", f"/quotes/{quote['id']}/send")["status"] == "sent"
    return api(closer, "post", f"/quotes/{quote['id']}/accept", 200, {"name": "Roman"})


def _signed(api: Call, clock: Clock, quote: Any, closer: Employee) -> Any:
    clock.comes(10, 5)
    (line,) = quote["lines"]
    given = {"quote_line": line["id"], "quantity": 1, "monthly_minor": 1_999_999, "one_off_minor": 0}
    said = api(closer, "post", "/contracts", 409, {"quote": quote["id"], "lines": [given]})
    assert said["guard"] == 2
    contract = api(closer, "post", "/contracts", 201, {"quote": quote["id"]})
    api(closer, "post", f"/contracts/{contract['id']}/sign", 200, {"signed_on": "2026-10-05"})
    return api(closer, "get", f"/contracts/{contract['id']}")


def _paid(
    api: Call, clock: Clock, contract: Any, seller: Company, accountant: Employee, engineer: Employee
) -> Any:
    (order,) = api(engineer, "get", "/orders")["items"]
    clock.comes(10, 8)
    api(engineer, "post", f"/orders/{order['id']}/start", 409)
    (invoice,) = api(accountant, "get", "/invoices")["items"]
    assert invoice["gross_minor"] == 2_000_000
    _bank_tells(api, seller, accountant, "1", 2_000_000, f"Счёт {invoice['number']}", date(2026, 10, 8))
    assert api(accountant, "get", f"/invoices/{invoice['id']}")["paid_on"] == "2026-10-08"
    return order


def _bank_tells(
    api: Call, seller: Company, accountant: Employee, number: str, amount_minor: int, purpose: str, on: date
) -> None:
    payer = Company.objects.get(inn=INN)
    document = received(seller, amount_minor, purpose, payer=payer, number=number, paid_on=on)
    data = a_file(seller, [document])
    added = [
        api(accountant, "post", "/bank-statements?name=kl.txt", 201, data)["added"] for _time in range(2)
    ]
    assert added == [1, 0]


def _delivered(api: Call, clock: Clock, order: Any, head: Employee, engineer: Employee) -> None:
    path = f"/orders/{order['id']}"
    api(engineer, "post", f"{path}/start")
    late = {"promised_on": "2026-10-20", "reason": "We hurry nowhere"}
    assert api(head, "post", f"{path}/confirm-date", 409, late)["guard"] == 3
    clock.comes(10, 12)
    for step in api(engineer, "get", path)["steps"]:
        doer = engineer if step["role"] == "engineer" else head
        api(doer, "post", f"{path}/complete-step", 200, {"step": step["id"]})
    accepted = {"accepted_on": "2026-10-12", "accepted_by_name": "Roman"}
    assert api(head, "post", f"{path}/accept", 200, accepted)["status"] == "accepted"


def _billed(api: Call, clock: Clock, company: int, accountant: Employee) -> None:
    """12,903.23 for 12–31 October from the advance; November is 20,000.00 less the rest, 7,096.77."""
    sums = {one["kind"]: one for one in api(accountant, "get", "/invoices")["items"]}
    assert sums["first_days"]["gross_minor"] == 1_290_323
    assert sums["first_days"]["paid_minor"] == 1_290_323
    clock.comes(11, 2)
    for _time in range(2):
        run = api(accountant, "post", "/billing-runs", 201, {"through_on": "2026-11-30"})
        while api(accountant, "get", f"/billing-runs/{run['id']}")["status"] == "running":
            api(accountant, "post", f"/billing-runs/{run['id']}/continue")
    (month,) = [one for one in api(accountant, "get", "/invoices")["items"] if one["kind"] == "monthly"]
    assert (month["gross_minor"], month["paid_minor"]) == (2_000_000, 709_677)


def _payday(api: Call, clock: Clock, closer: Employee, accountant: Employee) -> None:
    clock.comes(11, 4)
    report = {"employee_id": closer.pk, "month_on": "2026-10-01", "text": "Found them myself"}
    api(closer, "post", "/attraction-reports", 201, report)
    clock.comes(11, 5)
    api(accountant, "post", "/payslips/draw", 200, {"month_on": "2026-10-01"})
    (slip,) = api(closer, "get", "/payslips")["items"]
    lines = api(closer, "get", f"/payslips/{slip['id']}")["lines"]
    # Nobody was told to have brought him: the closer is paid for taking him on, 20,000.00 × 20 % ÷ 3.
    payable = {one["kind"]: one["amount_minor"] for one in lines if one["status"] == "payable"}
    assert payable == {"base": 5_000_000, "onboarding": 133_333}
    api(accountant, "post", f"/payslips/{slip['id']}/lock")
    assert api(accountant, "post", f"/payslips/{slip['id']}/lock", 409)["guard"] == 7
    assert api(closer, "get", f"/payslips/{slip['id']}")["payable_minor"] == 5_133_333
