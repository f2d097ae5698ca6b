"""The queryset of contracts, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from okno.attract.quotes.models import Quote

if TYPE_CHECKING:
    from okno.deliver.contracts.models import Contract
    from okno.team.people.models import Employee


class ContractQuerySet(models.QuerySet["Contract"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return the contracts of the quotes that this person may see."""
        return self.filter(Exists(Quote.objects.visible_to(user).filter(pk=OuterRef("quote"))))

    def signed(self) -> Self:
        return self.filter(status="signed")
