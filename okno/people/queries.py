"""Which employees there are, and who may see whom."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from okno.people.models import Absence, ApiToken, Duty, Employee


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Colleagues see one another; a visitor sees nobody."""
        return self.all() if user else self.none()

    def working(self) -> Self:
        return self.filter(left_on__isnull=True)

    def with_role(self, *roles: str) -> Self:
        return self.filter(roles__role__in=roles).distinct()


class TokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """One's own; the owner of the company sees all, to take away what should not be."""
        if user is None:
            return self.none()
        return self.all() if user.has("owner") else self.filter(owner=user)

    def live(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Who is away is everybody's to know; why (`kind`) is shown to himself and to heads."""
        return self.all() if user else self.none()

    def in_force(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def on_day(self, on: date) -> Self:
        return self.in_force().filter(starts_on__lte=on, ends_on__gte=on)

    def within(self, starts_on: date, ends_on: date) -> Self:
        """In force, with at least one day of those given."""
        return self.in_force().filter(starts_on__lte=ends_on, ends_on__gte=starts_on)


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Whoever works here may need the one on call."""
        return self.all() if user else self.none()

    def within(self, starts_on: date, ends_on: date) -> Self:
        return self.filter(on__gte=starts_on, on__lte=ends_on)
