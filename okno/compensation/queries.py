"""Which payslips and plans there are, and who may see them (guard 8)."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from okno.people.permissions import PAY_READERS

if TYPE_CHECKING:
    from okno.compensation.models import Payslip, Plan
    from okno.people.models import Employee


class PayslipQuerySet(models.QuerySet["Payslip"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """One's own; those who run pay see all."""
        if user is None:
            return self.none()
        return self.all() if user.has(*PAY_READERS) else self.filter(employee=user)

    def of_month(self, month_on: date) -> Self:
        return self.filter(month_on=month_on)

    def locked(self) -> Self:
        return self.filter(status="locked")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """The rules of one's own pay; those who run pay see all."""
        if user is None:
            return self.none()
        if user.has(*PAY_READERS):
            return self.all()
        return self.filter(Q(employee=user) | Q(role__in=user.role_set))

    def in_force(self, on: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
