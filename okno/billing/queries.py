"""Services, invoices and payments: which there are, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from okno.clients.models import Company
from okno.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.billing.models import BankStatement, BillingRun, Invoice, Payment, RunningService
    from okno.people.models import Employee

SEE_ALL = (*HEADS, "accountant", "assistant")
SEE_OWN = ("closer", "account_manager")


def _theirs(user: "Employee | None") -> Q | None:
    """What part of the money a person sees: None is nothing."""
    if user is None:
        return None
    if user.has(*SEE_ALL):
        return Q()
    if user.has(*SEE_OWN):
        return Q(company__in=Company.objects.kept_by(user)) | Q(
            company__in=Company.objects.filter(deals__owner=user)
        )
    return None


class RunningServiceQuerySet(models.QuerySet["RunningService"]):
    def visible_to(self, user: "Employee | None") -> Self:
        theirs = _theirs(user)
        return self.none() if theirs is None else self.filter(theirs)

    def running(self, on: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def in_view(self, view: str, on: date) -> Self:
        """A tab of the list: all, ended, or those that run or will (also what any other word means)."""
        if view == "ended":
            return self.filter(ends_on__lt=on)
        return self.all() if view == "all" else self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def due(self, until: date) -> Self:
        """Days are left to charge in months that end by `until`; the twin of `run_sql.DUE`."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=F("billed_through_on")),
            billed_through_on__lt=until,
            starts_on__lte=until,
        )


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Heads, accountants and assistants see all; sellers the invoices of their clients."""
        theirs = _theirs(user)
        return self.none() if theirs is None else self.filter(theirs)

    def open(self) -> Self:
        """Something is left to pay; asked by the column that the partial index is on."""
        return self.filter(paid_on__isnull=True)

    def overdue(self, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    def in_view(self, view: str, on: date) -> Self:
        """A tab of the list: all, overdue, or open (also what any other word means)."""
        if view == "overdue":
            return self.overdue(on)
        return self.all() if view == "all" else self.open()

    def of_contract(self, contract: int) -> Self:
        """Its own, and the monthly ones that charge one of its services."""
        charged = self.model._default_manager.filter(lines__kind="period", lines__service__contract=contract)
        return self.filter(Q(contract=contract) | Q(pk__in=charged.values("pk")))


class BillingRunQuerySet(models.QuerySet["BillingRun"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """A run is about everybody's invoices: for those who see all of them."""
        return self.all() if user and user.has(*SEE_ALL) else self.none()


class PaymentQuerySet(models.QuerySet["Payment"]):
    def visible_to(self, user: "Employee | None") -> Self:
        theirs = _theirs(user)
        return self.none() if theirs is None else self.filter(theirs)

    def unclear(self) -> Self:
        return self.filter(status="unclear", direction="in")

    def after(self, payment: "Payment") -> Self:
        """Those that follow it by day and number."""
        later = Q(paid_on=payment.paid_on, pk__gt=payment.pk) | Q(paid_on__gt=payment.paid_on)
        return self.filter(later, paid_on__gte=payment.paid_on)

    def in_view(self, view: str) -> Self:
        """A tab of the list: received (also what any other word means), unclear, spent, own."""
        if view == "unclear":
            return self.unclear()
        return self.filter(direction={"spent": "out", "own": "own"}.get(view, "in"))


class BankStatementQuerySet(models.QuerySet["BankStatement"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """A statement holds everybody's payments: for those who see all of them."""
        return self.all() if user and user.has(*SEE_ALL) else self.none()

    def with_results(self) -> Self:
        """Adds `matched` and `unclear`: how many of the payments that it brought are so now."""
        return self.annotate(matched=_payments_of("matched"), unclear=_payments_of("unclear"))


def _payments_of(status: str) -> Coalesce:
    """Of each statement, counted row by row: only the rows of one page are asked for."""
    from okno.billing.models import Payment  # models import this module

    counted = (
        Payment.objects.filter(statement=OuterRef("pk"), status=status)
        .order_by()
        .values("statement")
        .annotate(number=Count("pk"))
    )
    return Coalesce(Subquery(counted.values("number")), 0)
