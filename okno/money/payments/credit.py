"""A client's credit: advances not used up, and payments that no invoice took whole."""

from collections.abc import Iterator
from datetime import date, datetime
from operator import attrgetter

from django.db.models import F, QuerySet

from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.money.invoicing.models import Invoice
from okno.money.payments.allocations import allocate
from okno.money.payments.models import Payment


def advances_left(seller: int) -> QuerySet[Invoice]:
    """Return first invoices of the seller, paid in full, with running services and an advance not used up."""
    return Invoice.objects.filter(
        seller_id=seller,
        kind=Invoice.Kind.FIRST,
        paid_on__isnull=False,
        advance_used_minor__lt=F("advance_minor"),
        # Only after the first days are charged: until then the advance is for them, and nobody's to spend.
        contract__in=Invoice.objects.filter(kind=Invoice.Kind.FIRST_DAYS).values("contract"),
    )


def payments_left(seller: int) -> QuerySet[Payment]:
    """Return matched payments to an account of the seller with something left."""
    return Payment.objects.filter(
        direction=Payment.Direction.IN,
        status=Payment.Status.MATCHED,
        allocated_minor__lt=F("amount_minor"),
        own_account__company=seller,
    )


def clients_with_credit(seller: int, low: int, high: int) -> list[int]:
    """Return the keys of clients after `low` up to `high` who have credit with the seller, in order."""
    between = {"company__gt": low, "company__lte": high}
    companies = {
        *advances_left(seller).filter(**between).values_list("company", flat=True),
        *payments_left(seller).filter(**between).values_list("company", flat=True),
    }
    return sorted(company for company in companies if company is not None)


def settle(*, client: int, seller: int, by: Actor, at: datetime) -> int:
    """Put a client's credit on their open invoices of the seller, oldest first; return the kopecks applied.

    A first invoice is never paid from credit: an order waits for new money on it. Credit counts as paid on
    the day of `at`, so that no earlier month changes.
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


def _to_pay(client: int, seller: int) -> QuerySet[Invoice]:
    owed = Invoice.objects.filter(company_id=client, seller_id=seller, paid_on__isnull=True)
    # A first invoice is never paid from credit: the order would start on money that is for something else
    # (D2).
    return owed.exclude(kind=Invoice.Kind.FIRST).order_by("due_on", "id")


def _sources(client: int, seller: int) -> Iterator[Payment | Invoice]:
    sources: list[Payment | Invoice] = [
        *advances_left(seller).filter(company_id=client).order_by("paid_on", "id"),
        *payments_left(seller).filter(company_id=client).order_by("paid_on", "id"),
    ]
    # The oldest money first, whether an advance or a payment, so that nothing lies unused for years.
    by_day = attrgetter("paid_on")
    return iter(sorted(sources, key=lambda source: by_day(source) or date.max))


def _left(source: Payment | Invoice) -> int:
    if isinstance(source, Payment):
        return source.amount_minor - source.allocated_minor
    return source.advance_minor - source.advance_used_minor


# Static methods of functions: the registry wants an object, and the functions have no state.
class ClientCredit:
    """The implementation of `invoicing.credit.Credit`."""

    clients_with_credit = staticmethod(clients_with_credit)
    settle = staticmethod(settle)
    use_advance = staticmethod(allocate)
