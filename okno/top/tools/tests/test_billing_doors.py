"""The API, the command and the palette: the same actions by other doors; and queries that use their index."""

import json
from dataclasses import asdict
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Forbidden
from okno.ground.ui.search import SearchQuery
from okno.money.invoicing import runs
from okno.money.invoicing.models import BillingRun, Invoice
from okno.money.invoicing.run_sql import HIGH_CLIENT, MARK_BILLED, SURVEY
from okno.money.invoicing.search import search
from okno.money.invoicing.tests.cast import bare_services, bill
from okno.money.payments.actions.apply_credit import apply_credit
from okno.money.payments.tests.cast import a_payment, a_subscription
from okno.records.clients.models import BankAccount, Company
from okno.team.people.actions.issue_token import issue_token
from okno.top.tools.bench.billing import fill

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def service(own_company, client_company, now):
    return a_subscription(company=client_company, at=now)


@pytest.fixture
def call(client, now):
    """`call(employee, "post", "/invoices", …)` with a token of his."""

    def send(owner, method, path, body=None):
        _token, secret = issue_token(owner=owner, name="test", scope="write", by=owner, at=now)
        headers = {"Authorization": f"Bearer {secret}"}
        data = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **data)

    return send


def test_a_run_through_the_api(call, service, accountant) -> None:
    started = call(accountant, "post", "/billing-runs", {"through_on": "2026-10-31"})
    assert (started.status_code, started.json()["status"]) == (201, "running")
    run = started.json()["id"]
    done = call(accountant, "post", f"/billing-runs/{run}/continue").json()
    assert (done["status"], done["problems"]) == ("done", [])
    assert call(accountant, "get", f"/billing-runs/{run}").json()["status"] == "done"
    assert len(call(accountant, "get", "/billing-runs").json()["items"]) == 1


def test_invoices_and_services_through_the_api(call, service, accountant, engineer) -> None:
    listed = call(accountant, "get", "/invoices").json()["items"]
    assert [one["kind"] for one in listed] == ["first_days", "first"]
    whole = call(accountant, "get", f"/invoices/{listed[0]['id']}").json()
    assert (whole["gross_minor"], whole["left_minor"], len(whole["lines"])) == (1_574_194, 0, 1)
    assert call(engineer, "get", f"/invoices/{listed[0]['id']}").status_code == 404
    pdf = call(accountant, "get", f"/invoices/{listed[0]['id']}/pdf")
    assert pdf.content[:5] == b"%PDF-"
    refused = call(
        accountant, "post", f"/services/{service.pk}/end", {"ends_on": "2026-10-20", "reason": "Left"}
    )
    assert (refused.status_code, refused.json()["guard"]) == (409, 7)
    ended = call(accountant, "post", f"/services/{service.pk}/end", {"ends_on": "2026-10-31", "reason": "L"})
    assert ended.json()["ends_on"] == "2026-10-31"
    assert call(accountant, "get", f"/services?company={service.company_id}").json()["items"][0]["title"]


def test_okno_bill(service) -> None:
    out = StringIO()
    call_command("bill", "--through", "2026-10-31", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["through_on"], told["invoices"], told["problems"]) == ("2026-10-31", 0, [])
    assert BillingRun.objects.get().status == "done"
    with pytest.raises(CommandError):
        call_command("bill", "--through", "yesterday")


def test_credit_by_hand(service, client_company, own_company, accountant, engineer, now) -> None:
    bill(date(2026, 11, 30), at=now)
    a_payment(company=client_company, amount_minor=1_000_000, paid_on=date(2026, 10, 20), seller=own_company)
    assert apply_credit(company=client_company, by=accountant, at=now) == 1_000_000
    assert apply_credit(company=client_company, by=accountant, at=now) == 0
    november = Invoice.objects.get(kind=Invoice.Kind.MONTHLY)
    # 8,658.06 of the advance went to it in the run, 10,000.00 now.
    assert (november.paid_minor, november.left_minor) == (1_865_806, 574_194)
    with pytest.raises(Forbidden):
        apply_credit(company=client_company, by=engineer, at=now)


def test_another_sellers_money_is_left_alone(service, client_company, now) -> None:
    bill(date(2026, 11, 30), at=now)
    BankAccount.objects.create(company=client_company, account="40702810900000000001")
    a_payment(company=client_company, amount_minor=500, paid_on=date(2026, 10, 20), seller=client_company)
    assert apply_credit(company=client_company, by=CONSOLE, at=now) == 0


def test_the_palette_finds_numbers_and_services(service, accountant, engineer) -> None:
    assert [one.title for one in search(accountant, SearchQuery("2026-000001"))] == ["Счёт 2026-000001"]
    assert [one.title for one in search(accountant, SearchQuery("счет 000002"))][:1] == ["Счёт 2026-000002"]
    asked = SearchQuery("ромашка", companies={service.company_id: 1200})
    assert service.title in [one.title for one in search(accountant, asked)]
    assert search(engineer, SearchQuery("2026-000001")) == []


@pytest.mark.parametrize("statement", [HIGH_CLIENT, SURVEY, MARK_BILLED])
def test_batches_are_found_by_index(db, now, statement) -> None:
    fill(2000, now)
    part = runs.Slice(seller=10**9, low=100, high=120, until=date(2026, 10, 31))
    month = {"first": date(2026, 10, 1), "last": part.until, "eve": date(2026, 9, 30), "size": 10}
    how = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(how + statement, {**asdict(part), **month})
        plan = str(cursor.fetchall())
    # With one seller PostgreSQL may take the index on the client alone: it is as good.
    used = (
        "subscription_to_bill"
        if connection.vendor == "sqlite"
        else "Index Scan using invoicing_subscription_company"
    )
    assert used in plan or "subscription_to_bill" in plan, plan


def test_a_run_of_many_asks_no_more_than_a_run_of_few(own_company, now) -> None:
    september = {"starts_on": date(2026, 3, 2), "billed_through_on": date(2026, 9, 30)}
    asked = []
    for many in (1, 2, 50):
        clients = Company.objects.bulk_create(
            Company(name=f"Client {place}", sort_key="c", created_at=now) for place in range(many)
        )
        bare_services(own_company, clients, [september] * many)
        with CaptureQueriesContext(connection) as queries:
            bill(date(2026, 10, 31), at=now)
        asked.append(len(queries))
    # The very first run also opens the series of numbers.
    assert asked[1] == asked[2] < asked[0] < 45
