"""Which loaded files there are, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models

from okno.team.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.attract.lead_imports.models import LeadsFile
    from okno.team.people.models import Employee


class LeadsFileQuerySet(models.QuerySet["LeadsFile"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return all files for those who may load them, since a file holds everybody's leads; else none."""
        return self.all() if user and user.has(*HEADS, "marketer") else self.none()
