"""A client's debt and credit, for the header of their page (B5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet, Sum

from okno.money.invoicing.models import Invoice
from okno.money.invoicing.queries import is_overdue_on
from okno.money.payments.models import Payment


@dataclass(frozen=True)
class Balance:
    """A client's balance in kopecks, none of them negative; an invoice due today is debt and not overdue.

    `credit_minor` is paid and not booked on any invoice yet, `advance_minor` is paid in advance and not used.
    """

    debt_minor: int = 0
    overdue_minor: int = 0
    credit_minor: int = 0
    advance_minor: int = 0


def balances(
    invoices: QuerySet[Invoice], payments: QuerySet[Payment], companies: Collection[int], *, on: date
) -> dict[int, Balance]:
    """Return the balance of each company, in three queries; the querysets must hold only what may be seen."""
    left = F("gross_minor") - F("paid_minor")
    debts = (
        # `paid_on IS NULL` is the condition of the partial index of open invoices: written so, it is used.
        invoices.filter(company__in=companies, paid_on__isnull=True)
        .order_by()
        .values("company")
        .annotate(debt=Sum(left), overdue=Sum(left, filter=is_overdue_on(on), default=0))
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
    sums_of: dict[int, dict[str, int]] = {company: {} for company in companies}
    for debt in debts:
        sums_of[debt["company"]] |= {"debt_minor": debt["debt"], "overdue_minor": debt["overdue"]}
    for advance in advances:
        sums_of[advance["company"]]["advance_minor"] = advance["advance"]
    for credit in credits:
        sums_of[credit["company"]]["credit_minor"] = credit["credit"]
    return {company: Balance(**sums) for company, sums in sums_of.items()}


def balance_of(
    company: int, invoices: QuerySet[Invoice], payments: QuerySet[Payment], *, on: date
) -> Balance:
    return balances(invoices, payments, [company], on=on)[company]
