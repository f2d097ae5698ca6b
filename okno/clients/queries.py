"""Which companies there are, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models

from okno.kernel.text import fold, stem_query

if TYPE_CHECKING:
    from okno.clients.models import Company
    from okno.people.models import Employee


class CompanyQuerySet(models.QuerySet["Company"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """One window: whoever works here may look at any client; what costs money is hidden room by room."""
        return self.all() if user else self.none()

    def own(self) -> Self:
        return self.filter(is_own=True)

    def clients(self) -> Self:
        return self.filter(is_client=True)

    def kept_by(self, manager: "Employee") -> Self:
        return self.filter(managements__manager=manager, managements__ends_on__isnull=True)

    def matching(self, text: str) -> Self:
        """Companies whose folded text holds the query whole, or all of its word stems."""
        whole = models.Q(search_text__contains=fold(text))
        stems = models.Q()
        for stem in stem_query(text):
            stems &= models.Q(search_stems__contains=stem)
        return self.filter(whole | stems) if stems else self.filter(whole)
