"""Risks of the near future in one list: slipped promises, late orders, debts, quotes about to expire."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Min, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from okno.attract.quotes.models import Quote
from okno.attract.quotes.queries import QuoteQuerySet
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.queries import OrderQuerySet
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Text
from okno.money.invoicing.models import Invoice
from okno.money.invoicing.queries import InvoiceQuerySet
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.promises.models import Promise
from okno.team.promises.queries import PromiseQuerySet

# Whose: a query of companies or of their keys, None for all.
CompanySet = QuerySet[Any, Any] | None
EXPIRES_SOON_DAYS = 3
SHOWN = 40


@dataclass(frozen=True)
class Risk:
    """A risk: its kind, client, since or until when, sum of money in kopecks, link."""

    kind: Text
    company: Company | None
    what: str
    on: date
    url: str
    owner: Employee | None = None
    amount_minor: int | None = None


def risks_among(keeps: CompanySet, employee: Employee, *, reader: Employee, at: datetime) -> list[Risk]:
    """Return the risks of these companies (None: of all), oldest first, without the employee's own promises.

    Only records visible to `reader` count: an engineer sees no debts (guard 8).
    """
    on = local_date(at)
    lists: dict[str, Callable[[], list[Risk]]] = {
        "promises": lambda: _slipped_promises(Promise.objects.visible_to(reader), keeps, employee, at),
        "orders": lambda: _late_orders(Order.objects.visible_to(reader), keeps, on),
        "debts": lambda: _debts(Invoice.objects.visible_to(reader), keeps, on),
        "quotes": lambda: _expiring_quotes(Quote.objects.visible_to(reader), keeps, employee, on),
    }
    # For all companies every list has rows, and the light query would only be one more.
    there = lists if keeps is None else _threatening(keeps, employee, at)
    risks_found = [risk for name, risks in lists.items() if name in there for risk in risks()]
    # By the day, not by kind: an old debt comes before a promise that slipped this morning.
    return sorted(risks_found, key=lambda risk: risk.on)[:SHOWN]


def _threatening(keeps: QuerySet[Any, Any], employee: Employee, at: datetime) -> set[str]:
    """Return the lists that have rows for these companies: one light query, since most days have one or
    none.
    """
    on = local_date(at)
    lists: dict[str, QuerySet[Any]] = {
        "promises": Promise.objects.overdue(at).filter(company__in=keeps).exclude(owner=employee),
        "orders": Order.objects.late(on).filter(company__in=keeps),
        "debts": Invoice.objects.overdue(on).filter(company__in=keeps),
        "quotes": _expiring(Quote.objects.filter(author=employee), on),
    }
    exist = [Exists(things.order_by()) for things in lists.values()]
    # One row to hang the EXISTS on: all the lists are asked whether they are empty in one statement.
    (row,) = Employee.objects.filter(pk=employee.pk).order_by().values_list(*exist)
    return {name for name, is_there in zip(lists, row, strict=True) if is_there}


def risks_of_each(
    managers: Collection[Employee], keepers: Mapping[int, int], *, reader: Employee, at: datetime
) -> dict[int, list[Risk]]:
    """Return the risks of many managers by manager's id, in as many queries as for one.

    `keepers` maps a company to its manager.
    """
    on = local_date(at)
    kept = Company.objects.filter(manager_terms__manager__in=managers, manager_terms__ends_on__isnull=True)
    risks_of_clients = [
        *_slipped_promises(Promise.objects.visible_to(reader), kept, None, at),
        *_late_orders(Order.objects.visible_to(reader), kept, on, None),
        *_debts(Invoice.objects.visible_to(reader), kept, on, None),
    ]
    by_manager: defaultdict[int, list[Risk]] = defaultdict(list)
    for risk in risks_of_clients:
        manager = keepers[risk.company.pk] if risk.company else None
        # The manager's own slipped promises stand among his promises already.
        if manager is not None and not (risk.owner and risk.owner.pk == manager):
            by_manager[manager].append(risk)
    theirs = Quote.objects.visible_to(reader).filter(author__in=managers)
    for risk in _expiring_quotes(theirs, None, None, on, None):
        if risk.owner:
            by_manager[risk.owner.pk].append(risk)
    return {
        manager_id: sorted(risks, key=lambda risk: risk.on)[:SHOWN]
        for manager_id, risks in by_manager.items()
    }


def by_kind(risks: list[Risk]) -> list[tuple[Text, list[Risk]]]:
    """Return the risks grouped by kind, in the same order within each kind."""
    groups: dict[str, tuple[Text, list[Risk]]] = {}
    for risk in risks:
        groups.setdefault(str(risk.kind), (risk.kind, []))[1].append(risk)
    return list(groups.values())


def _slipped_promises(
    promises: PromiseQuerySet, keeps: CompanySet, employee: Employee | None, at: datetime
) -> list[Risk]:
    """Return overdue promises as risks: SHOWN at most for one employee, all of them for many managers."""
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
    """Return overdue debts as risks, one for each company however many invoices are overdue."""
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
