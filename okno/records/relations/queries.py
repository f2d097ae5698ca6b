"""Queries of handovers and closed days, beginning with who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, When

if TYPE_CHECKING:
    from okno.records.relations.models import DayClose, Handover
    from okno.team.people.models import Employee


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Handovers by visibility, state and receiver."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return all handovers for any employee, none for a visitor."""
        return self.all() if user else self.none()

    def waiting(self) -> Self:
        """Return the handovers that nobody has acknowledged yet."""
        return self.filter(status="waiting")

    def waiting_for(self, *receivers: "Employee") -> Self:
        """Return the handovers that these receivers have yet to acknowledge, the oldest first."""
        return self.waiting().filter(receiver__in=receivers).order_by("handed_at", "id")

    def longest_waiting_first(self) -> Self:
        """Return the waiting ones, the oldest first, then the closed ones, the newest first."""
        waits = Case(When(status="waiting", then=F("handed_at")))
        return self.order_by(waits.asc(nulls_last=True), "-handed_at", "-id")


class DayCloseQuerySet(models.QuerySet["DayClose"]):
    """Closed days by visibility."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return all closed days for any employee, none for a visitor."""
        return self.all() if user else self.none()
