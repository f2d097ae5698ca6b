"""Querysets of statements and payments, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from okno.money.invoicing.queries import SEE_ALL, _theirs

if TYPE_CHECKING:
    from okno.money.payments.models import BankStatement, Payment
    from okno.team.people.models import Employee


class PaymentQuerySet(models.QuerySet["Payment"]):
    def visible_to(self, user: "Employee | None") -> Self:
        theirs = _theirs(user)
        return self.none() if theirs is None else self.filter(theirs)

    def unclear(self) -> Self:
        return self.filter(status="unclear", direction="in")

    def after(self, payment: "Payment") -> Self:
        """Return the payments that follow this one by day and number."""
        later = Q(paid_on=payment.paid_on, pk__gt=payment.pk) | Q(paid_on__gt=payment.paid_on)
        return self.filter(later, paid_on__gte=payment.paid_on)

    def in_view(self, view: str) -> Self:
        """Return the payments of a list's tab: "unclear", "spent", "own", or received for any other value."""
        if view == "unclear":
            return self.unclear()
        return self.filter(direction={"spent": "out", "own": "own"}.get(view, "in"))


class BankStatementQuerySet(models.QuerySet["BankStatement"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return statements only for those who see every client's payments."""
        return self.all() if user and user.has(*SEE_ALL) else self.none()

    def with_results(self) -> Self:
        """Add `matched` and `unclear`: the counts of the statement's payments in these states now."""
        return self.annotate(matched=_payments_of("matched"), unclear=_payments_of("unclear"))


def _payments_of(status: str) -> Coalesce:
    """Return the count of a statement's payments in a state, as a subquery.

    It is computed row by row, so that only the rows of one page are counted.
    """
    from okno.money.payments.models import Payment  # models import this module

    counted = (
        Payment.objects.filter(statement=OuterRef("pk"), status=status)
        .order_by()
        .values("statement")
        .annotate(number=Count("pk"))
    )
    return Coalesce(Subquery(counted.values("number")), 0)
