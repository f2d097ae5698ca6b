"""Which employees there are, and who may see whom."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from okno.team.people.models import Absence, ApiToken, Duty, Employee


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
        """Return one's own tokens; the owner of the company sees all, to revoke what should not be."""
        if user is None:
            return self.none()
        return self.all() if user.has("owner") else self.filter(owner=user)

    def live(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return all absences for any employee; the kind is shown to the absent and to heads alone."""
        return self.all() if user else self.none()

    def in_force(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def on_day(self, on: date) -> Self:
        return self.in_force().filter(starts_on__lte=on, ends_on__gte=on)

    def within(self, starts_on: date, ends_on: date) -> Self:
        """Return absences in force with at least one day of this period."""
        return self.in_force().filter(starts_on__lte=ends_on, ends_on__gte=starts_on)


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return all duties for any employee: everybody may need the one on call."""
        return self.all() if user else self.none()

    def within(self, starts_on: date, ends_on: date) -> Self:
        return self.filter(on__gte=starts_on, on__lte=ends_on)
