"""Which quotes there are, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models

from okno.people.models import Role
from okno.sales.models import Deal

if TYPE_CHECKING:
    from okno.people.models import Employee
    from okno.quotes.models import Feasibility, Quote


class QuoteQuerySet(models.QuerySet["Quote"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Whoever sees the deal sees its quotes; an accountant sees all."""
        if user is None:
            return self.none()
        if user.has("accountant"):
            return self.all()
        return self.filter(deal__in=Deal.objects.visible_to(user))


class FeasibilityQuerySet(models.QuerySet["Feasibility"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Engineers see every question, without its price; others those of the quotes that they see."""
        if user is None:
            return self.none()
        if user.has(Role.ENGINEER):
            return self.all()
        return self.filter(line__quote__deal__in=Deal.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(status="asked", line__quote__status="draft")

    def live(self) -> Self:
        return self.filter(status__in=["asked", "confirmed"])
