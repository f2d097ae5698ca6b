"""What is free, what is held, and who may see it."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from okno.records.resources.models import Capacity, Hold
    from okno.team.people.models import Employee


class CapacityQuerySet(models.QuerySet["Capacity"]):
    def visible_to(self, user: "Employee | None") -> Self:
        return self.all() if user else self.none()


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, user: "Employee | None") -> Self:
        return self.all() if user else self.none()

    def of(self, holder: models.Model) -> Self:
        return self.filter(holder_kind=holder._meta.label_lower, holder_id=holder.pk)

    def live(self) -> Self:
        return self.exclude(status="freed")

    def expired(self, on: date) -> Self:
        return self.filter(status="held", until_on__lt=on)
