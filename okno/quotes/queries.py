"""Which quotes there are, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models

from okno.sales.models import Deal

if TYPE_CHECKING:
    from okno.people.models import Employee
    from okno.quotes.models import Quote


class QuoteQuerySet(models.QuerySet["Quote"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Whoever sees the deal sees its quotes; an accountant sees all."""
        if user is None:
            return self.none()
        if user.has("accountant"):
            return self.all()
        return self.filter(deal__in=Deal.objects.visible_to(user))
