"""Terms of a subscription: written in one place, in a row without a gap, and read by the day."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.db.models import F

from okno.ground.kernel.actors import CONSOLE
from okno.money.invoicing.actions.end_service import end_service
from okno.money.invoicing.actions.start_services import start_services
from okno.money.invoicing.models import InvoiceLine, Subscription, SubscriptionTerm
from okno.money.invoicing.tests.cast import a_signed_contract, bare_services, bill

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

STARTS_ON, CHANGES_ON, ENDS_ON = date(2026, 3, 5), date(2026, 10, 16), date(2027, 1, 20)
# Writes of terms. Rows of tests and of the bench are made for their own bases.
WRITES = re.compile(
    r"(?<!class )SubscriptionTerm\(|SubscriptionTerm\.objects\.(?!filter|order_by)"
    r"|\bterms\b.*\.(update|delete|create)\("
)
MAY_WRITE = {"okno/money/invoicing/terms.py", "okno/top/tools/bench/billing.py"}


def terms_of(subscription: Subscription) -> list[tuple[int, date, date | None]]:
    return list(subscription.terms.values_list("fee_minor", "starts_on", "ends_on"))


@pytest.fixture
def changed(own_company, client_company) -> Subscription:
    """20,000.00 without VAT until 15 October, then two units of 15,000.00 with VAT inside."""
    first = {"price_minor": 2_000_000, "vat_included": False, "quantity": 1}
    second = {"price_minor": 1_500_000, "vat_included": True, "quantity": 2}
    terms = [
        {**first, "starts_on": STARTS_ON, "ends_on": CHANGES_ON - timedelta(1)},
        {**second, "starts_on": CHANGES_ON},
    ]
    row = {"starts_on": STARTS_ON, "billed_through_on": date(2026, 9, 30), "terms": terms}
    bare_services(own_company, [client_company], [row])
    return Subscription.objects.get()


def test_a_service_starts_on_the_terms_of_its_contract_line(own_company, now) -> None:
    contract = a_signed_contract(at=now, lines=[{"monthly_minor": 2_000_000, "quantity": 3}])
    (subscription,) = start_services(contract=contract, starts_on=date(2026, 10, 12), by=CONSOLE, at=now)
    term = subscription.terms.get()
    assert (term.price_minor, term.quantity, term.fee_minor) == (2_000_000, 3, 6_000_000)
    assert (term.currency, term.vat_included, term.paused) == ("RUB", False, False)
    assert (term.starts_on, term.ends_on) == (date(2026, 10, 12), None)


def test_the_last_term_ends_with_the_service_and_moves_with_its_end(changed, now) -> None:
    for ends_on in (ENDS_ON, date(2027, 2, 25)):
        end_service(service=changed, ends_on=ends_on, reason="Left", by=CONSOLE, at=now)
        assert terms_of(changed) == [
            (2_000_000, STARTS_ON, CHANGES_ON - timedelta(1)),
            (3_000_000, CHANGES_ON, ends_on),
        ]


def test_terms_that_were_to_begin_after_the_end_never_do(changed, now) -> None:
    end_service(service=changed, ends_on=date(2026, 10, 10), reason="Left", by=CONSOLE, at=now)
    assert terms_of(changed) == [(2_000_000, STARTS_ON, date(2026, 10, 10))]


@pytest.mark.parametrize(
    ("on", "fee_minor", "vat_included"),
    [
        (date(2026, 1, 1), 2_000_000, False),
        (STARTS_ON, 2_000_000, False),
        (CHANGES_ON - timedelta(1), 2_000_000, False),
        (CHANGES_ON, 3_000_000, True),
        (date(2027, 8, 1), 3_000_000, True),
        (F("ends_on"), 3_000_000, True),
    ],
)
def test_lists_show_the_terms_of_the_day(changed, now, on, fee_minor, vat_included) -> None:
    """Before the first day the first terms, after the last day the last."""
    end_service(service=changed, ends_on=ENDS_ON, reason="Left", by=CONSOLE, at=now)
    read = Subscription.objects.with_term(on).get()
    assert (read.monthly_minor, read.vat_included) == (fee_minor, vat_included)


def test_fees_are_added_up_without_vat(changed, own_company, client_company) -> None:
    """Of 30,000.00 with 22 % inside, 24,590.16 is the fee; equal fees count as often as there are."""
    running = Subscription.objects.all()
    assert running.net_fees_minor(date(2026, 10, 15)) == 2_000_000
    assert running.net_fees_minor(CHANGES_ON) == 2_459_016
    plain = {"monthly_minor": 700_000, "vat_included": False, "starts_on": STARTS_ON}
    billed = {"billed_through_on": date(2026, 9, 30)}
    changed.terms.all().delete()
    changed.delete()
    bare_services(own_company, [client_company], [plain | billed, plain | billed])
    assert running.net_fees_minor(CHANGES_ON) == 1_400_000


def test_a_month_has_a_line_for_each_of_its_terms(changed, now) -> None:
    """15 days of 20,000.00 and 16 of 30,000.00 of the 31 of October, then November whole."""
    bill(date(2026, 11, 30), at=now)
    lines = InvoiceLine.objects.order_by("starts_on")
    assert list(lines.values_list("starts_on", "ends_on", "net_minor", "vat_minor", "gross_minor")) == [
        (date(2026, 10, 1), date(2026, 10, 15), 967_742, 212_903, 1_180_645),
        (date(2026, 10, 16), date(2026, 10, 31), 1_269_170, 279_217, 1_548_387),
        (date(2026, 11, 1), date(2026, 11, 30), 2_459_016, 540_984, 3_000_000),
    ]


def test_a_paused_term_costs_nothing(changed, now) -> None:
    SubscriptionTerm.objects.filter(starts_on=CHANGES_ON).update(paused=True)
    bill(date(2026, 11, 30), at=now)
    assert list(InvoiceLine.objects.order_by("starts_on").values_list("net_minor", flat=True)) == [
        967_742,
        0,
        0,
    ]
    assert Subscription.objects.with_term(CHANGES_ON).get().monthly_minor == 0


def test_a_service_with_terms_too_large_to_bill_is_listed_once_and_left_alone(changed, now) -> None:
    SubscriptionTerm.objects.update(price_minor=10**15)
    run = bill(date(2026, 11, 30), at=now)
    assert [(problem["reason"], problem["services"]) for problem in run.problems] == [("fee_too_large", 1)]
    assert not InvoiceLine.objects.exists()
    changed.refresh_from_db()
    assert changed.billed_through_on == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("term_once_a_day|subscription_id.*starts_on", {"starts_on": CHANGES_ON, "ends_on": ENDS_ON}),
        ("term_one_open|subscription_id", {"ends_on": None}),
        ("term_ends_after_start", {"ends_on": STARTS_ON - timedelta(1)}),
        ("term_price_not_negative", {"price_minor": -1}),
        ("term_quantity", {"quantity": 0}),
        ("term_currency_is_billed", {"currency": "USD"}),
    ],
)
def test_the_database_keeps_what_one_row_can_break(changed, constraint, fields) -> None:
    first = SubscriptionTerm.objects.filter(starts_on=STARTS_ON)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        first.update(**fields)


def test_a_fee_that_does_not_fit_is_refused_and_never_rounded(changed) -> None:
    first = SubscriptionTerm.objects.filter(starts_on=STARTS_ON)
    first.update(price_minor=10**15, quantity=9_000)
    assert first.get().fee_minor == 9 * 10**18
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        first.update(price_minor=10**15 + 1, quantity=10_000)


def test_terms_are_written_in_one_place() -> None:
    root = Path(settings.BASE_DIR)
    writers = {
        str(path.relative_to(root))
        for path in root.glob("okno/**/*.py")
        if not {"tests", "migrations"} & set(path.parts) and WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert writers == MAY_WRITE
