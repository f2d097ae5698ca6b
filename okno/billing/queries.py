"""Services, invoices and payments: which there are, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from okno.clients.models import Company
from okno.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.billing.models import BankStatement, Invoice, Payment, RunningService
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
        return self.filter(paid_minor__lt=F("gross_minor"))

    def overdue(self, on: date) -> Self:
        return self.open().filter(due_on__lt=on)


class PaymentQuerySet(models.QuerySet["Payment"]):
    def visible_to(self, user: "Employee | None") -> Self:
        theirs = _theirs(user)
        return self.none() if theirs is None else self.filter(theirs)

    def unclear(self) -> Self:
        return self.filter(status="unclear", direction="in")


class BankStatementQuerySet(models.QuerySet["BankStatement"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """A statement holds everybody's payments: for those who see all of them."""
        return self.all() if user and user.has(*SEE_ALL) else self.none()
