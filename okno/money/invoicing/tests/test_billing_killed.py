"""Exactly once: killed between batches, killed inside a transaction, run by several at once (B2)."""

from datetime import date
from pathlib import Path

import pytest

from okno.money.invoicing.tests.cast import bare_services
from okno.money.invoicing.tests.race import ask, run_at_once
from okno.records.clients.models import Company

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.both_engines]

CLIENTS, SERVICES = 30, 60

BILL = """
from okno.ground.kernel.actors import CONSOLE
from datetime import date
from okno.money.invoicing.actions.bill_batch import bill_batch
from okno.money.invoicing.actions.start_billing_run import start_billing_run
run = start_billing_run(through_on=date(2026, 11, 30), by=CONSOLE, at=now)
while bill_batch(run=run, by=CONSOLE, at=now, size=7):
    {between}
print("finished")
"""
DIE_AFTER_TWO = "n = globals().get('n', 0) + 1; n == 2 and os.kill(os.getpid(), signal.SIGKILL)"
DIE_INSIDE = """
import os, signal
seen = 0
def die(execute, sql, params, many, context):
    global seen
    done = execute(sql, params, many, context)
    if {statement!r} in sql:
        seen += 1
        if seen == {nth}:
            os.kill(os.getpid(), signal.SIGKILL)
    return done
connection.execute_wrappers.append(die)
"""
TELL = """
from collections import Counter
from okno.money.invoicing.models import BillingRun, Invoice, InvoiceLine
from okno.records.clients.models import NumberSeries
from okno.ground.journal.models import Entry
numbers = list(Invoice.objects.order_by("sequence").values_list("sequence", flat=True))
months = Counter(InvoiceLine.objects.values_list("subscription", "starts_on"))
print(
    numbers == list(range(1, len(numbers) + 1)),
    NumberSeries.objects.get(kind="invoice").last == len(numbers),
    len(numbers), len(months), max(months.values()),
    Entry.objects.filter(kind="invoicing.invoice_issued").count(),
    sum(BillingRun.objects.values_list("invoices", flat=True)),
    set(BillingRun.objects.values_list("status", flat=True)),
)
"""
# Two months: an invoice to each client, a line to each service, an entry to each invoice; nothing twice.
ALL_ONCE = "True True 60 120 1 60 60 {'done'}"


@pytest.fixture
def services(own_company, now) -> None:
    clients = Company.objects.bulk_create(
        Company(name=f"Client {place}", sort_key=f"{place:04d}", created_at=now) for place in range(CLIENTS)
    )
    september = {"starts_on": date(2026, 3, 2), "billed_through_on": date(2026, 9, 30)}
    bare_services(own_company, clients, [september] * SERVICES)


def finish(url: str) -> None:
    head = "from django.utils import timezone\nnow = timezone.now()\n"
    assert ask(head + BILL.format(between="pass"), url) == "finished"


def test_killed_between_batches(services, tmp_path: Path) -> None:
    said, url = run_at_once("import os, signal\n" + BILL.format(between=DIE_AFTER_TWO), tmp_path, times=1)
    assert said == [""]
    finish(url)
    assert ask(TELL, url) == ALL_ONCE


@pytest.mark.parametrize(
    ("statement", "nth"),
    [
        ("INSERT INTO invoicing_invoiceline ", 1),
        ("UPDATE invoicing_subscription", 4),
        ('UPDATE "invoicing_billingrun"', 2),
    ],
)
def test_killed_inside_a_transaction(services, tmp_path: Path, statement: str, nth: int) -> None:
    script = DIE_INSIDE.format(statement=statement, nth=nth) + BILL.format(between="pass")
    said, url = run_at_once(script, tmp_path, times=1)
    assert said == [""]
    finish(url)
    assert ask(TELL, url) == ALL_ONCE


def test_three_at_once(services, tmp_path: Path) -> None:
    said, url = run_at_once(BILL.format(between="pass"), tmp_path, times=3)
    assert said == ["finished"] * 3
    assert ask(TELL, url) == ALL_ONCE


def test_two_runs_through_different_days_at_once(services, tmp_path: Path) -> None:
    other = "import sys; through = date(2026, 11, 30 if sys.argv[1].endswith('0') else 29)\n"
    script = BILL.format(between="pass").replace("run = start", other + "run = start")
    said, url = run_at_once(script.replace("through_on=date(2026, 11, 30)", "through_on=through"), tmp_path)
    assert said == ["finished"] * 2
    assert ask(TELL, url) == ALL_ONCE
