"""What may go wrong soon, in one list: slipped promises, late orders, debts, quotes about to expire."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Min, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from okno.billing.models import Invoice
from okno.billing.queries import InvoiceQuerySet
from okno.clients.models import Company
from okno.delivery.models import Order
from okno.delivery.queries import OrderQuerySet
from okno.kernel.clock import local_date
from okno.kernel.errors import Text
from okno.people.models import Employee
from okno.people.permissions import HEADS
from okno.promises.models import Promise
from okno.promises.queries import PromiseQuerySet
from okno.quotes.models import Quote
from okno.quotes.queries import QuoteQuerySet

# Whose: a query of companies or of their keys, None for all.
CompanySet = QuerySet[Any, Any] | None
EXPIRES_SOON_DAYS = 3
SHOWN = 40


@dataclass(frozen=True)
class Risk:
    """One line: what threatens, at which client, since or until when, how much money, where to look."""

    kind: Text
    company: Company | None
    what: str
    on: date
    url: str
    owner: Employee | None = None
    amount_minor: int | None = None


def risks_of(employee: Employee, *, at: datetime) -> list[Risk]:
    """What one person should worry about: a head about everybody's clients, others about those they keep."""
    keeps = None if employee.has(*HEADS) else Company.objects.kept_by(employee)
    return risks_among(keeps, employee, reader=employee, at=at)


def risks_among(keeps: CompanySet, employee: Employee, *, reader: Employee, at: datetime) -> list[Risk]:
    """The risks of these clients (None: of all), oldest first; the person's own promises stand elsewhere.

    `reader` is shown only what he may see anywhere else: an engineer no debts (guard 8).
    """
    on = local_date(at)
    lists: dict[str, Callable[[], list[Risk]]] = {
        "promises": lambda: _slipped_promises(Promise.objects.visible_to(reader), keeps, employee, at),
        "orders": lambda: _late_orders(Order.objects.visible_to(reader), keeps, on),
        "debts": lambda: _debts(Invoice.objects.visible_to(reader), keeps, on),
        "quotes": lambda: _expiring_quotes(Quote.objects.visible_to(reader), keeps, employee, on),
    }
    there = lists if keeps is None else _threatening(keeps, employee, at)
    found = [risk for name, risks in lists.items() if name in there for risk in risks()]
    return sorted(found, key=lambda risk: risk.on)[:SHOWN]


def _threatening(keeps: QuerySet[Any, Any], employee: Employee, at: datetime) -> set[str]:
    """Which lists have anything for these clients: one light question, for most days have one or none."""
    on = local_date(at)
    lists: dict[str, QuerySet[Any]] = {
        "promises": Promise.objects.overdue(at).filter(company__in=keeps).exclude(owner=employee),
        "orders": Order.objects.late(on).filter(company__in=keeps),
        "debts": Invoice.objects.overdue(on).filter(company__in=keeps),
        "quotes": _expiring(Quote.objects.filter(author=employee), on),
    }
    exist = [Exists(things.order_by()) for things in lists.values()]
    (row,) = Employee.objects.filter(pk=employee.pk).order_by().values_list(*exist)
    return {name for name, is_there in zip(lists, row, strict=True) if is_there}


def risks_of_each(
    managers: Collection[Employee], keepers: Mapping[int, int], *, reader: Employee, at: datetime
) -> dict[int, list[Risk]]:
    """The same of many managers at once: by manager, in as many queries as of one.

    `keepers` says who keeps a client: company → manager.
    """
    on = local_date(at)
    kept = Company.objects.filter(managements__manager__in=managers, managements__ends_on__isnull=True)
    found = [
        *_slipped_promises(Promise.objects.visible_to(reader), kept, None, at),
        *_late_orders(Order.objects.visible_to(reader), kept, on, None),
        *_debts(Invoice.objects.visible_to(reader), kept, on, None),
    ]
    by_manager: defaultdict[int, list[Risk]] = defaultdict(list)
    for risk in found:
        manager = keepers[risk.company.pk] if risk.company else None
        if manager is not None and not (risk.owner and risk.owner.pk == manager):
            by_manager[manager].append(risk)
    theirs = Quote.objects.visible_to(reader).filter(author__in=managers)
    for risk in _expiring_quotes(theirs, None, None, on, None):
        if risk.owner:
            by_manager[risk.owner.pk].append(risk)
    return {one: sorted(risks, key=lambda risk: risk.on)[:SHOWN] for one, risks in by_manager.items()}


def by_kind(risks: list[Risk]) -> list[tuple[Text, list[Risk]]]:
    """The same risks under their names, the order within each kept."""
    groups: dict[str, tuple[Text, list[Risk]]] = {}
    for risk in risks:
        groups.setdefault(str(risk.kind), (risk.kind, []))[1].append(risk)
    return list(groups.values())


def _slipped_promises(
    promises: PromiseQuerySet, keeps: CompanySet, employee: Employee | None, at: datetime
) -> list[Risk]:
    """Of a whole company or of one person no more than is shown; of many together all."""
    slipped = promises.overdue(at).filter(company__isnull=False).select_related("company", "owner")
    if keeps is not None:
        slipped = slipped.filter(company__in=keeps)
    if keeps is not None and employee is not None:
        # One's own stand in the list of promises already.
        slipped = slipped.exclude(owner=employee)
    return [
        Risk(
            kind=_("Overdue promises"),
            company=promise.company,
            what=promise.what,
            on=local_date(promise.due_at),
            url=promise.get_absolute_url(),
            owner=promise.owner,
        )
        for promise in slipped[: SHOWN if employee else None]
    ]


def _late_orders(orders: OrderQuerySet, keeps: CompanySet, on: date, most: int | None = SHOWN) -> list[Risk]:
    late = orders.late(on).select_related("company", "contract")
    if keeps is not None:
        late = late.filter(company__in=keeps)
    return [
        Risk(
            kind=_("Late orders"),
            company=order.company,
            what=str(order),
            on=order.promised_on or on,
            url=order.get_absolute_url(),
        )
        for order in late[:most]
    ]


def _debts(invoices: InvoiceQuerySet, keeps: CompanySet, on: date, most: int | None = SHOWN) -> list[Risk]:
    """One line per client, however many invoices are overdue."""
    overdue = invoices.overdue(on)
    if keeps is not None:
        overdue = overdue.filter(company__in=keeps)
    sums = (
        overdue.values("company")
        .annotate(gross=Sum("gross_minor"), paid=Sum("paid_minor"), since=Min("due_on"))
        .order_by("since")[:most]
    )
    companies = Company.objects.in_bulk([row["company"] for row in sums])
    return [
        Risk(
            kind=_("Overdue debts"),
            company=companies[row["company"]],
            what="",
            on=row["since"],
            url=companies[row["company"]].get_absolute_url(),
            amount_minor=row["gross"] - row["paid"],
        )
        for row in sums
    ]


def _expiring_quotes(
    sent: QuoteQuerySet,
    keeps: CompanySet,
    employee: Employee | None,
    on: date,
    most: int | None = SHOWN,
) -> list[Risk]:
    quotes = _expiring(sent, on).select_related("company", "author")
    if keeps is not None:
        quotes = quotes.filter(author=employee)
    return [
        Risk(
            kind=_("Quotes about to expire"),
            company=quote.company,
            what=quote.number,
            on=quote.valid_until_on,
            url=quote.get_absolute_url(),
            owner=quote.author,
        )
        for quote in quotes[:most]
    ]


def _expiring(quotes: QuoteQuerySet, on: date) -> QuoteQuerySet:
    soon = on + timedelta(days=EXPIRES_SOON_DAYS)
    return quotes.filter(status="sent", valid_until_on__range=(on, soon))
