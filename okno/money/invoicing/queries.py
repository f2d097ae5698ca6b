"""Querysets of services, invoices and billing runs, and who may see them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, DateField, F, FilteredRelation, Q, Value
from django.db.models.functions import Coalesce, Greatest, Least

from okno.ground.kernel.dates import month_of
from okno.ground.kernel.vat import VatRegime
from okno.money.invoicing.amounts import amounts_of, vat_rate_for
from okno.records.clients.models import Company
from okno.team.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.money.invoicing.models import BillingRun, Invoice, Subscription
    from okno.team.people.models import Employee


SEE_ALL = (*HEADS, "accountant", "assistant")


SEE_OWN = ("closer", "account_manager")


def _theirs(user: "Employee | None") -> Q | None:
    """Return the condition of the rows that a person may see by company, or None when they may see none."""
    if user is None:
        return None
    if user.has(*SEE_ALL):
        return Q()
    if user.has(*SEE_OWN):
        return Q(company__in=Company.objects.managed_by(user)) | Q(
            company__in=Company.objects.filter(deals__owner=user)
        )
    return None


def is_overdue_on(on: date) -> Q:
    """Return the condition of an overdue invoice: unpaid, and due before the day. Due today is not (B5)."""
    return Q(paid_on__isnull=True, due_on__lt=on)


def net_fee_minor(fee_minor: int, *, vat_included: bool, regime: str, on: date) -> int:
    """Return a monthly fee in kopecks without VAT, by the seller's regime and the rate of that month.

    Sums of fees are sums of these: fees with VAT inside and without it cannot be added up as they are.
    """
    rate_bp = vat_rate_for(VatRegime(regime), month_of(on))
    return amounts_of(fee_minor, vat_included=vat_included, vat_rate_bp=rate_bp).net_minor


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def visible_to(self, user: "Employee | None") -> Self:
        theirs = _theirs(user)
        return self.none() if theirs is None else self.filter(theirs)

    def running(self, on: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def in_view(self, view: str, on: date) -> Self:
        """Return the services of a list's tab: "all", "ended", or running and planned for any other value."""
        if view == "ended":
            return self.filter(ends_on__lt=on)
        return self.all() if view == "all" else self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def with_term(self, on: date | F) -> Self:
        """Annotate each with the terms of the day: `monthly_minor` in kopecks for all units, `vat_included`.

        Before its first day these are its first terms, after its last day the last; `F("ends_on")` asks for
        the terms it ended on.
        """
        wanted = Value(on, output_field=DateField()) if isinstance(on, date) else on
        day = Greatest("starts_on", Least(wanted, Coalesce("ends_on", wanted)))
        lasts = Q(terms__ends_on__isnull=True) | Q(terms__ends_on__gte=day)
        return self.annotate(
            term=FilteredRelation("terms", condition=Q(terms__starts_on__lte=day) & lasts),
            monthly_minor=F("term__fee_minor"),
            vat_included=F("term__vat_included"),
        )

    def net_fees_minor(self, on: date) -> int:
        """Return what these services cost a month in kopecks without VAT, by their terms of the day.

        Prices with VAT inside lose the VAT of that month, each service rounded on its own, as its invoice is.
        """
        # Equal fees are counted by the database: a million services have some hundred different ones.
        fees = (
            self.order_by().with_term(on).values_list("monthly_minor", "vat_included", "seller__vat_regime")
        )
        return sum(
            net_fee_minor(fee_minor, vat_included=included, regime=regime, on=on) * count
            for fee_minor, included, regime, count in fees.annotate(count=Count("pk"))
        )

    def net_fees_by_last_day(self) -> Iterator[tuple[date, int]]:
        """Yield the last day of each of these ended services with its monthly fee then, without VAT."""
        fees = self.order_by().with_term(F("ends_on"))
        for on, fee_minor, included, regime in fees.values_list(
            "ends_on", "monthly_minor", "vat_included", "seller__vat_regime"
        ):
            yield on, net_fee_minor(fee_minor, vat_included=included, regime=regime, on=on)

    def due(self, until: date) -> Self:
        """Return services with days to charge in months that end by `until`; `run_sql.DUE` is its twin."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=F("billed_through_on")),
            billed_through_on__lt=until,
            starts_on__lte=until,
        )


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return all invoices for heads, accountants and assistants, those of their clients for sellers."""
        theirs = _theirs(user)
        return self.none() if theirs is None else self.filter(theirs)

    def open(self) -> Self:
        """Return invoices with something left to pay, by the column that the partial index is on."""
        return self.filter(paid_on__isnull=True)

    def overdue(self, on: date) -> Self:
        return self.filter(is_overdue_on(on))

    def in_view(self, view: str, on: date) -> Self:
        """Return the invoices of a list's tab: "all", "overdue", or open ones for any other value."""
        if view == "overdue":
            return self.overdue(on)
        return self.all() if view == "all" else self.open()

    def of_contract(self, contract: int) -> Self:
        """Return the contract's own invoices and the monthly ones that charge one of its services."""
        charged = self.model._default_manager.filter(
            lines__kind="period", lines__subscription__contract=contract
        )
        return self.filter(Q(contract=contract) | Q(pk__in=charged.values("pk")))


class BillingRunQuerySet(models.QuerySet["BillingRun"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return runs only for those who see all invoices, because a run is about every client's."""
        return self.all() if user and user.has(*SEE_ALL) else self.none()
