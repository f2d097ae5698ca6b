"""Which contracts there are, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from okno.quotes.models import Quote

if TYPE_CHECKING:
    from okno.contracts.models import Contract
    from okno.people.models import Employee


class ContractQuerySet(models.QuerySet["Contract"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Whoever sees the quote sees its contract."""
        return self.filter(Exists(Quote.objects.visible_to(user).filter(pk=OuterRef("quote"))))

    def signed(self) -> Self:
        return self.filter(status="signed")
