"""Queries of letters, first of all which of them an employee may read."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from okno.ground.outbox.models import OutgoingMail
    from okno.team.people.models import Employee


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return the letters that this employee may see: their own, for heads all; none for None."""
        if user is None:
            return self.none()
        return self.all() if user.has("head_of_sales", "owner") else self.filter(by=user)

    def due(self, at: datetime) -> Self:
        """Return the queued letters whose next try has come at this instant."""
        return self.filter(status="queued", next_try_at__lte=at)
