"""The billing run: equal to amounts.due_lines, once, without gaps, and nobody's trouble is another's."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.vat import VatRegime
from okno.money.invoicing.amounts import Subscription as Rule
from okno.money.invoicing.amounts import Term, due_lines
from okno.money.invoicing.models import BillingRun, Invoice, InvoiceLine, Subscription
from okno.money.invoicing.tests.cast import bare_services, bill
from okno.records.clients.models import Company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

OCTOBER_ON = date(2026, 10, 31)
SEPTEMBER_ON = date(2026, 9, 30)


def september_paid(**facts: object) -> dict[str, object]:
    return {"starts_on": date(2026, 3, 5), "billed_through_on": SEPTEMBER_ON, **facts}


def some_clients(count: int, at: datetime) -> list[Company]:
    return Company.objects.bulk_create(
        Company(name=f"Client {place}", sort_key=f"{place:04d}", created_at=at) for place in range(count)
    )


DAYS = st.dates(date(2025, 10, 20), date(2026, 3, 10))


@st.composite
def services(draw: st.DrawFn) -> Mapping[str, object]:
    """A service with one to four terms, which may change inside a month, twice too, and pause."""
    starts_on = draw(DAYS)
    ends_on = draw(st.none() | st.integers(0, 120).map(lambda days: starts_on + timedelta(days)))
    changes = draw(st.sets(st.integers(1, 100).map(lambda days: starts_on + timedelta(days)), max_size=3))
    begins = [starts_on, *sorted(on for on in changes if ends_on is None or on <= ends_on)]
    ends = [*(on - timedelta(1) for on in begins[1:]), ends_on]
    return {
        "starts_on": starts_on,
        "billed_through_on": draw(DAYS),
        "ends_on": ends_on,
        "terms": [
            {
                "price_minor": draw(st.integers(0, 10**14) | st.integers(0, 5_000_000)),
                "quantity": 1,
                "vat_included": draw(st.booleans()),
                "paused": draw(st.integers(0, 9)) == 0,
                "starts_on": begin,
                "ends_on": end,
            }
            for begin, end in zip(begins, ends, strict=True)
        ],
    }


@given(
    facts=st.lists(services(), min_size=1, max_size=12),
    through_on=DAYS,
    regime=st.sampled_from(VatRegime),
    size=st.integers(1, 5),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_run_does_what_the_rule_says(own_company, now, facts, through_on, regime, size) -> None:
    with transaction.atomic():
        compare_with_the_rule(own_company, now, facts, through_on, regime, size)
        transaction.set_rollback(True)


def compare_with_the_rule(own_company, now, facts, through_on, regime, size) -> None:
    Company.objects.filter(pk=own_company.pk).update(vat_regime=regime.value)
    bare_services(own_company, some_clients(3, now), facts)
    made = list(Subscription.objects.all())
    total = 0
    bill(through_on, at=now, size=size)
    for service in made:
        terms = [
            Term(term.fee_minor, term.vat_included, term.starts_on, term.ends_on)
            for term in service.terms.order_by("starts_on")
        ]
        wanted = due_lines(Rule(regime, tuple(terms), service.billed_through_on), through_on)
        lines = list(service.invoice_lines.order_by("starts_on"))
        assert [
            (one.starts_on, one.ends_on, one.vat_rate_bp, one.net_minor, one.vat_minor, one.gross_minor)
            for one in lines
        ] == [
            (
                one.period.starts_on,
                one.period.ends_on,
                one.vat_rate_bp,
                one.amounts.net_minor,
                one.amounts.vat_minor,
                one.amounts.gross_minor,
            )
            for one in wanted
        ]
        before_that = service.billed_through_on
        service.refresh_from_db()
        assert service.billed_through_on == (wanted[-1].period.ends_on if wanted else before_that)
        total += len(wanted)
    assert InvoiceLine.objects.count() == total
    numbers = sorted(Invoice.objects.values_list("sequence", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    for invoice in Invoice.objects.prefetch_related("lines"):
        assert invoice.gross_minor == sum(line.gross_minor for line in invoice.lines.all())
        assert {(line.starts_on.year, line.starts_on.month) for line in invoice.lines.all()} == {
            (invoice.starts_on.year, invoice.starts_on.month)
        }


def test_october_of_two_clients(own_company, now) -> None:
    romashka, lotos = some_clients(2, now)
    bare_services(
        own_company,
        [romashka, lotos],
        [
            september_paid(monthly_minor=2_000_000),
            september_paid(monthly_minor=1_000_001, vat_included=True),
            september_paid(monthly_minor=500_000, ends_on=date(2026, 10, 15)),
        ],
    )
    run = bill(OCTOBER_ON, at=now)
    first, second = Invoice.objects.order_by("sequence")
    assert (first.company, first.number, second.company, second.number) == (
        romashka,
        "2026-000001",
        lotos,
        "2026-000002",
    )
    assert (first.net_minor, first.vat_minor, first.gross_minor) == (2_241_935, 493_226, 2_735_161)
    assert (second.net_minor, second.vat_minor, second.gross_minor) == (819_673, 180_328, 1_000_001)
    assert (first.issued_on, first.due_on) == (date(2026, 10, 12), date(2026, 10, 19))
    assert (run.status, run.invoices, run.gross_minor) == ("done", 2, 3_735_162)
    assert (run.services_total, run.services_done, run.problems) == (3, 3, [])
    entry = Entry.objects.get(kind="invoicing.invoice_issued", subject_id=first.pk)
    assert entry.data == {"number": "2026-000001", "gross_minor": 2_735_161, "due_on": "2026-10-19"}
    assert (entry.at, entry.company, entry.audience, entry.to_client) == (now, romashka, "prices", True)


def test_a_second_run_finds_nothing(own_company, now) -> None:
    bare_services(own_company, some_clients(2, now), [september_paid() for _ in range(5)])
    bill(OCTOBER_ON, at=now)
    again = bill(OCTOBER_ON, at=now)
    assert (again.invoices, Invoice.objects.count(), InvoiceLine.objects.count()) == (0, 2, 5)
    bill(date(2026, 11, 29), at=now)
    assert Invoice.objects.count() == 2


def test_three_months_at_once_are_the_three_months(own_company, now) -> None:
    facts = [
        september_paid(
            starts_on=date(2025, 3, 5), billed_through_on=date(2025, 11, 30), monthly_minor=2_000_000
        ),
        september_paid(
            starts_on=date(2026, 1, 17), billed_through_on=date(2026, 1, 16), monthly_minor=77_777
        ),
    ]
    bare_services(own_company, some_clients(1, now), facts)
    bill(date(2026, 2, 28), at=now)
    at_once = list(
        InvoiceLine.objects.order_by("starts_on", "subscription").values_list("starts_on", "gross_minor")
    )
    assert at_once == [
        (date(2025, 12, 1), 2_400_000),
        (date(2026, 1, 1), 2_440_000),
        (date(2026, 1, 17), 45_913),
        (date(2026, 2, 1), 2_440_000),
        (date(2026, 2, 1), 94_888),
    ]
    bare_services(own_company, some_clients(1, now), facts)
    for through_on in (date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)):
        bill(through_on, at=now)
    later = InvoiceLine.objects.order_by("starts_on", "subscription").filter(
        subscription__in=latest_services(2)
    )
    assert list(later.values_list("starts_on", "gross_minor")) == at_once


def latest_services(count: int) -> list[int]:
    return list(Subscription.objects.order_by("-id").values_list("id", flat=True)[:count])


def test_a_seller_without_a_regime_and_a_fee_too_large_are_listed(own_company, now) -> None:
    lost = Company.objects.create(name="Lost seller", created_at=now)
    clients = some_clients(2, now)
    bare_services(own_company, clients, [september_paid(), september_paid(monthly_minor=10**15)])
    bare_services(lost, clients, [september_paid()])
    run = bill(OCTOBER_ON, at=now)
    assert [(one["reason"], one["name"], one["services"]) for one in run.problems] == [
        ("fee_too_large", "Client 1", 1),
        ("no_regime", "Lost seller", 1),
    ]
    assert (run.status, Invoice.objects.get().company) == ("done", clients[0])


def test_a_client_whom_the_database_refuses_is_listed_and_the_rest_are_billed(own_company, now) -> None:
    clients = some_clients(7, now)
    bare_services(own_company, clients, [september_paid() for _ in clients])
    bill(OCTOBER_ON, at=now)
    # Wound back by hand, one service would be charged for October twice: a constraint stands in the way.
    unlucky = Subscription.objects.get(company=clients[4])
    Subscription.objects.filter(pk=unlucky.pk).update(billed_through_on=SEPTEMBER_ON)
    run = bill(date(2026, 11, 30), at=now)
    assert [(one["reason"], one["name"]) for one in run.problems] == [("not_kept", "Client 4")]
    assert Invoice.objects.count() == 7 + 6
    assert sorted(Invoice.objects.values_list("sequence", flat=True)) == list(range(1, 14))


def test_a_run_is_found_again_where_it_was_left(own_company, now, accountant) -> None:
    from okno.money.invoicing.actions.bill_batch import bill_batch
    from okno.money.invoicing.actions.start_billing_run import start_billing_run

    clients = some_clients(6, now)
    bare_services(own_company, clients, [september_paid() for _ in clients])
    run = start_billing_run(through_on=OCTOBER_ON, by=accountant, at=now)
    assert bill_batch(run=run, by=accountant, at=now, size=2)
    found = start_billing_run(through_on=OCTOBER_ON, by=CONSOLE, at=at_hour(date(2026, 10, 13), 9))
    assert (found.pk, found.services_done, found.services_total) == (run.pk, 2, 6)
    while bill_batch(run=found, by=accountant, at=now, size=2):
        pass
    assert not bill_batch(run=run, by=accountant, at=now)
    assert (BillingRun.objects.count(), Invoice.objects.count(), found.invoices) == (1, 6, 6)
    kinds = list(Entry.objects.filter(subject_kind="invoicing.billingrun").values_list("kind", flat=True))
    assert sorted(kinds) == ["invoicing.billing_run_finished", "invoicing.billing_run_started"]
