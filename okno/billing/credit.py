"""What a client has with us already: advances not used up, and payments that no invoice took whole."""

from collections.abc import Iterator
from datetime import date, datetime
from operator import attrgetter

from django.db.models import F, QuerySet

from okno.billing.allocations import allocate
from okno.billing.models import Invoice, Payment
from okno.kernel.clock import local_date
from okno.people.models import Employee


def advances_left(seller: int) -> QuerySet[Invoice]:
    """First invoices of the seller, paid in full, whose services run and whose advance has something left."""
    return Invoice.objects.filter(
        seller_id=seller,
        kind=Invoice.Kind.FIRST,
        paid_on__isnull=False,
        advance_used_minor__lt=F("advance_minor"),
        contract__in=Invoice.objects.filter(kind=Invoice.Kind.FIRST_DAYS).values("contract"),
    )


def payments_left(seller: int) -> QuerySet[Payment]:
    """Payments known to be a client's, to an account of the seller, with something left."""
    return Payment.objects.filter(
        direction=Payment.Direction.IN,
        status=Payment.Status.MATCHED,
        allocated_minor__lt=F("amount_minor"),
        own_account__company=seller,
    )


def clients_with_credit(seller: int, low: int, high: int) -> list[int]:
    """Which of the clients after `low` up to `high` have credit, in order."""
    between = {"company__gt": low, "company__lte": high}
    found = {
        *advances_left(seller).filter(**between).values_list("company", flat=True),
        *payments_left(seller).filter(**between).values_list("company", flat=True),
    }
    return sorted(company for company in found if company is not None)


def settle(*, client: int, seller: int, by: Employee | None, at: datetime) -> int:
    """Put a client's credit on his open invoices of the seller, the oldest of both first; kopecks applied.

    A first invoice is never paid from credit: it asks for the money that an order waits for. Credit counts
    as paid on the day of `at`, so that it changes no month before.
    """
    applied_minor = 0
    sources = _sources(client, seller)
    source = next(sources, None)
    for invoice in _to_pay(client, seller):
        while source is not None and invoice.left_minor:
            amount_minor = min(_left(source), invoice.left_minor)
            allocate(
                invoice=invoice,
                payment=source if isinstance(source, Payment) else None,
                advance=source if isinstance(source, Invoice) else None,
                amount_minor=amount_minor,
                on=local_date(at),
                by=by,
                at=at,
            )
            applied_minor += amount_minor
            if not _left(source):
                source = next(sources, None)
    return applied_minor


def credit_of(client: int, seller: int) -> int:
    """Kopecks that the client has with the seller."""
    return sum(_left(source) for source in _sources(client, seller))


def _to_pay(client: int, seller: int) -> QuerySet[Invoice]:
    owed = Invoice.objects.filter(company_id=client, seller_id=seller, paid_on__isnull=True)
    return owed.exclude(kind=Invoice.Kind.FIRST).order_by("due_on", "id")


def _sources(client: int, seller: int) -> Iterator[Payment | Invoice]:
    found: list[Payment | Invoice] = [
        *advances_left(seller).filter(company_id=client).order_by("paid_on", "id"),
        *payments_left(seller).filter(company_id=client).order_by("paid_on", "id"),
    ]
    by_day = attrgetter("paid_on")
    return iter(sorted(found, key=lambda one: by_day(one) or date.max))


def _left(source: Payment | Invoice) -> int:
    if isinstance(source, Payment):
        return source.amount_minor - source.allocated_minor
    return source.advance_minor - source.advance_used_minor
