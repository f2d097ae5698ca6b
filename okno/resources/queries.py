"""What is free, what is held, and who may see it."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from okno.people.models import Employee
    from okno.resources.models import Capacity, Hold


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

    def last_of(self, holder: models.Model) -> "Hold | None":
        """The live hold of this holder, else the last one that was freed."""
        of_holder = self.of(holder).select_related("capacity__location", "company")
        return of_holder.live().first() or of_holder.first()

    def expired(self, on: date) -> Self:
        return self.filter(status="held", until_on__lt=on)
