"""How far the billing run is from the least that its rows cost; in an empty database, never in yours."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from time import perf_counter
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Model

from okno.attract.deals.models import Deal
from okno.attract.quotes.models import Quote, QuoteLine
from okno.deliver.contracts.models import Contract, ContractLine
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import Period, months_between
from okno.money.invoicing.actions.bill_batch import bill_batch
from okno.money.invoicing.actions.start_billing_run import start_billing_run
from okno.money.invoicing.models import Invoice, InvoiceLine, Subscription, SubscriptionTerm
from okno.records.catalog.models import Configuration, Location, Service
from okno.records.clients.models import Company

BILLED_ON: Final = date(2026, 9, 30)
MONTHS: Final = tuple(months_between(date(2026, 10, 1), date(2027, 3, 31)))
# At least so many months are billed, and more while there is time: the best of each is told.
FEWEST, ENOUGH_S = 3, 30
SIGNED_ON: Final = date(2026, 3, 2)
SERVICES_OF_CLIENT: Final = 2
MADE: Final[tuple[type[Model], ...]] = (Invoice, InvoiceLine, Entry)


def measure(services: int, at: datetime) -> dict[str, Any]:
    """Bill so many services of half as many clients, then put the very same rows in by INSERT … SELECT.

    Return rows per second of both, higher is better, each the best of several months, so that a busy
    neighbour does not decide. Both write the same `rows` invoices, lines and journal entries into the same
    empty tables with the same indexes; the run also computes and numbers them and marks the services, the
    other only copies.
    """
    fill(services, at)
    runs_s: list[float] = []
    limits_s: list[float] = []
    for month in MONTHS:
        if len(runs_s) >= FEWEST and sum(runs_s) + sum(limits_s) > ENOUGH_S:
            break
        _settle_down()
        runs_s.append(_timed(partial(_run, month)))
        made = _counts()
        if made[InvoiceLine] != services:
            raise RuntimeError(f"{made[InvoiceLine]} lines for {services} services")
        _set_aside()
        _settle_down()
        limits_s.append(_timed(_copy_back))
        if _counts() != made:
            raise RuntimeError("the two did not write the same rows")
        _empty()
    return {"engine": connection.vendor, "n": services, **rates(sum(made.values()), runs_s, limits_s)}


def rates(rows: int, runs_s: list[float], limits_s: list[float]) -> dict[str, Any]:
    """Return how many rows a second the best run and the best copy of them wrote: higher is better."""
    return {
        "rows": rows,
        "billing_rows_s": round(rows / min(runs_s), 1),
        "billing_limit_rows_s": round(rows / min(limits_s), 1),
    }


def _timed(work: Callable[[], None]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _run(month: Period) -> None:
    at = at_hour(month.starts_on, 9)
    run = start_billing_run(through_on=month.ends_on, by=CONSOLE, at=at)
    while bill_batch(run=run, by=CONSOLE, at=at):
        pass


def _counts() -> dict[type[Model], int]:
    return {model: model._base_manager.count() for model in MADE}


def _set_aside() -> None:
    """Keep copies of what the run made, and empty its tables."""
    with connection.cursor() as cursor:
        for model in MADE:
            table = model._meta.db_table
            cursor.execute(f"DROP TABLE IF EXISTS bench_{table}")
            cursor.execute(f"CREATE TABLE bench_{table} AS SELECT * FROM {table} ORDER BY id")
    _empty()


def _empty() -> None:
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in reversed(MADE)):
            is_postgresql = connection.vendor == "postgresql"
            cursor.execute(f"TRUNCATE {table} CASCADE" if is_postgresql else f"DELETE FROM {table}")


def _copy_back() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for model in MADE:
            table, columns = model._meta.db_table, ", ".join(_columns(model))
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM bench_{table} ORDER BY id")


def _columns(model: type[Model]) -> list[str]:
    """Return the columns that can be written: those that the database computes cannot."""
    return [str(field.column) for field in model._meta.concrete_fields if not field.generated]


def _settle_down() -> None:
    """Leave nothing of what was before for what is measured next to pay."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("VACUUM")
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill(services: int, at: datetime) -> None:
    """Clients with two running services each, billed through September; set-based."""
    clients = services // SERVICES_OF_CLIENT
    rows = _templates(at)
    client = f"1 + (n.i + {SERVICES_OF_CLIENT - 1}) / {SERVICES_OF_CLIENT}"
    line = {"id": "n.i + 1", "position": f"1 + n.i %% {SERVICES_OF_CLIENT}"}
    ends_on = f"CASE WHEN n.i %% 50 = 0 THEN CAST('{MONTHS[-1].starts_on}' AS {_date_type()}) END"
    shared = {"id": "n.i + 1", "company_id": "n.i + 1", "deal_id": "n.i + 1", "sequence": "n.i"}
    with transaction.atomic():
        _multiply(rows["client"], clients, id="n.i + 1", name="'Client ' || n.i", sort_key="'client ' || n.i")
        _multiply(rows["deal"], clients, id="n.i + 1", company_id="n.i + 1")
        _multiply(rows["quote"], clients, token="'bench-' || n.i", **shared)
        _multiply(rows["quote_line"], services, quote_id=client, **line)
        _multiply(rows["contract"], clients, quote_id="n.i + 1", **shared)
        _multiply(rows["contract_line"], services, contract_id=client, quote_line_id="n.i + 1", **line)
        _multiply(
            rows["service"],
            services,
            id="n.i + 1",
            contract_line_id="n.i + 1",
            contract_id=client,
            company_id=client,
            billed_through_on=f"CAST('{BILLED_ON}' AS {_date_type()})",
            ends_on=ends_on,
        )
        _multiply(
            rows["term"],
            services,
            id="n.i + 1",
            subscription_id="n.i + 1",
            price_minor="100000 + n.i * 7919 %% 5000000",
            vat_included="n.i %% 3 = 0",
            ends_on=ends_on,
        )


def _date_type() -> str:
    return "date" if connection.vendor == "postgresql" else "text"


def _multiply(template: Model, count: int, **columns: str) -> None:
    """Insert `count` rows like the template; `columns` say in SQL what differs, by the row's number n.i."""
    table, names = template._meta.db_table, _columns(type(template))
    values = ", ".join(columns.get(name, f"t.{name}") for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) WITH RECURSIVE n(i) AS "
            f"(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) "
            f"SELECT {values} FROM n CROSS JOIN {table} t WHERE t.id = %s",
            [count, template.pk],
        )


def _templates(at: datetime) -> dict[str, Model]:
    """Return one row of each kind; numbers of the others follow on from it. The service is billed already."""
    own = Company.objects.create(
        pk=10**9, name="Bench", inn="0000000000", is_own=True, vat_regime="general", created_at=at
    )
    client = Company.objects.create(pk=1, name="Client", created_at=at)
    what = _what()
    deal = Deal.objects.create(
        pk=1, company=client, title="B", stage_since_at=at, opened_on=SIGNED_ON, imported=True
    )
    shared = {"pk": 1, "deal": deal, "company": client, "seller": own, "year": 2026, "sequence": 10**9}
    quote = Quote.objects.create(**shared, created_at=at, valid_until_on=SIGNED_ON, token="bench")
    quote_line = QuoteLine.objects.create(pk=1, quote=quote, **what)
    signed = {"status": "signed", "signed_on": SIGNED_ON, "vat_included": False, "term_months": 12}
    contract = Contract.objects.create(**shared, **signed, quote=quote, created_at=at)
    line = ContractLine.objects.create(
        pk=1, contract=contract, quote_line=quote_line, one_off_minor=0, **what
    )
    service = Subscription.objects.create(
        pk=1,
        contract_line=line,
        contract=contract,
        company=client,
        seller=own,
        title=line.title,
        starts_on=SIGNED_ON,
        billed_through_on=MONTHS[-1].ends_on,
    )
    term = SubscriptionTerm.objects.create(
        pk=1, subscription=service, price_minor=1, vat_included=False, quantity=1, starts_on=SIGNED_ON
    )
    return {
        "client": client,
        "deal": deal,
        "quote": quote,
        "quote_line": quote_line,
        "contract": contract,
        "contract_line": line,
        "service": service,
        "term": term,
    }


def _what() -> dict[str, Any]:
    kind = Service.objects.create(code="bench", name="Bench")
    return {
        "configuration": Configuration.objects.create(service=kind, code="bench", name="B", monthly_minor=1),
        "location": Location.objects.create(code="bench", name="Bench"),
        "title": "Dedicated server, 2 × 16 cores, 256 GB",
        "monthly_minor": 1,
        "quantity": 1,
        "position": 1,
    }
