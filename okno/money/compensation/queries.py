"""Query sets of payslips and plans, with their visibility (guard 8)."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from okno.team.people.permissions import PAY_READERS

if TYPE_CHECKING:
    from okno.money.compensation.models import Payslip, Plan
    from okno.team.people.models import Employee


class PayslipQuerySet(models.QuerySet["Payslip"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return the employee's own payslips; all of them for pay readers."""
        if user is None:
            return self.none()
        return self.all() if user.has(*PAY_READERS) else self.filter(employee=user)

    def of_month(self, month_on: date) -> Self:
        return self.filter(month_on=month_on)

    def locked(self) -> Self:
        return self.filter(status="locked")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return the plans of the employee's own pay; all of them for pay readers."""
        if user is None:
            return self.none()
        if user.has(*PAY_READERS):
            return self.all()
        return self.filter(Q(employee=user) | Q(role__in=user.role_set))

    def in_force(self, on: date) -> Self:
        """Return the plans in force on the day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
