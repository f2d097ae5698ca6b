"""Which payslips there are, and who may see them (guard 8)."""

from typing import TYPE_CHECKING, Self

from django.db import models

from okno.people.permissions import PAY_READERS

if TYPE_CHECKING:
    from okno.compensation.models import Payslip
    from okno.people.models import Employee


class PayslipQuerySet(models.QuerySet["Payslip"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """One's own; those who run pay see all."""
        if user is None:
            return self.none()
        return self.all() if user.has(*PAY_READERS) else self.filter(employee=user)
