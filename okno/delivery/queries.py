"""Which orders there are, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from okno.contracts.models import Contract
from okno.people.permissions import TECHNICIANS

if TYPE_CHECKING:
    from okno.delivery.models import Order
    from okno.people.models import Employee


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Engineers and project managers see all orders; others those of contracts that they see."""
        if user is None:
            return self.none()
        if user.has(*TECHNICIANS):
            return self.all()
        return self.filter(contract__in=Contract.objects.visible_to(user))

    def late(self, on: date) -> Self:
        return self.filter(~Q(status="accepted"), promised_on__lt=on)
