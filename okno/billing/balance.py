"""What a client owes and what is his with us, for the header of his page (B5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from okno.billing.models import Invoice, Payment


@dataclass(frozen=True)
class Balance:
    """Kopecks, none negative: due today is debt and not overdue.

    `credit_minor` is paid and not booked on any invoice yet, `advance_minor` paid in advance and not used.
    """

    debt_minor: int = 0
    overdue_minor: int = 0
    credit_minor: int = 0
    advance_minor: int = 0


def balances(
    invoices: QuerySet[Invoice], payments: QuerySet[Payment], companies: Collection[int], *, on: date
) -> dict[int, Balance]:
    """The balance of each company, in three queries; pass querysets that hold only what may be seen."""
    left = F("gross_minor") - F("paid_minor")
    debts = (
        invoices.filter(company__in=companies, paid_on__isnull=True)
        .order_by()
        .values("company")
        .annotate(debt=Sum(left), overdue=Sum(left, filter=Q(due_on__lt=on), default=0))
    )
    advances = (
        invoices.filter(
            company__in=companies, paid_on__isnull=False, advance_used_minor__lt=F("advance_minor")
        )
        .order_by()
        .values("company")
        .annotate(advance=Sum(F("advance_minor") - F("advance_used_minor")))
    )
    credits = (
        payments.filter(
            company__in=companies, status=Payment.Status.MATCHED, allocated_minor__lt=F("amount_minor")
        )
        .order_by()
        .values("company")
        .annotate(credit=Sum(F("amount_minor") - F("allocated_minor")))
    )
    known: dict[int, dict[str, int]] = {company: {} for company in companies}
    for debt in debts:
        known[debt["company"]] |= {"debt_minor": debt["debt"], "overdue_minor": debt["overdue"]}
    for advance in advances:
        known[advance["company"]]["advance_minor"] = advance["advance"]
    for credit in credits:
        known[credit["company"]]["credit_minor"] = credit["credit"]
    return {company: Balance(**sums) for company, sums in known.items()}


def balance_of(
    company: int, invoices: QuerySet[Invoice], payments: QuerySet[Payment], *, on: date
) -> Balance:
    return balances(invoices, payments, [company], on=on)[company]
