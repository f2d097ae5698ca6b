"""What is offered and what it costs on a date."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from okno.records.catalog.models import Configuration, CostItem, Location
    from okno.team.people.models import Employee


class LocationQuerySet(models.QuerySet["Location"]):
    def visible_to(self, user: "Employee | None") -> Self:
        return self.all() if user else self.none()


class ConfigurationQuerySet(models.QuerySet["Configuration"]):
    def visible_to(self, user: "Employee | None") -> Self:
        return self.all() if user else self.none()

    def offered(self) -> Self:
        return self.filter(is_offered=True)


class CostItemQuerySet(models.QuerySet["CostItem"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return the costs that the employee may see: all for heads, none for others."""
        return self.all() if user and user.has("head_of_sales", "owner") else self.none()

    def in_force(self, on: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
