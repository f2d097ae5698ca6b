"""Which quotes there are, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Sum
from django.db.models.functions import Coalesce

from okno.attract.deals.models import Deal
from okno.team.people.models import Role

if TYPE_CHECKING:
    from okno.attract.quotes.models import Feasibility, Quote, QuoteLine
    from okno.team.people.models import Employee


class QuoteQuerySet(models.QuerySet["Quote"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return the quotes of the deals that the employee sees; an accountant sees all."""
        if user is None:
            return self.none()
        if user.has("accountant"):
            return self.all()
        # Asked of each row, so that a few quotes do not have every deal gathered first.
        return self.filter(Exists(Deal.objects.visible_to(user).filter(pk=OuterRef("deal"))))

    def with_sums(self) -> Self:
        """Adds `monthly_sum` and `one_off_sum`: kopecks, with or without VAT as the quote says."""
        return self.annotate(
            monthly_sum=Coalesce(Sum(F("lines__quantity") * F("lines__monthly_minor")), 0),
            one_off_sum=Coalesce(Sum(F("lines__quantity") * F("lines__one_off_minor")), 0),
        )


class QuoteLineQuerySet(models.QuerySet["QuoteLine"]):
    def visible_to(self, user: "Employee | None") -> Self:
        if user is None:
            return self.none()
        if user.has(Role.ACCOUNTANT):
            return self.all()
        return self.filter(quote__deal__in=Deal.objects.visible_to(user))


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
