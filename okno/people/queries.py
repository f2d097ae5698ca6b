"""Which employees there are, and who may see whom."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from okno.people.models import Employee


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Colleagues see one another; a visitor sees nobody."""
        return self.all() if user else self.none()

    def working(self) -> Self:
        return self.filter(left_on__isnull=True)

    def with_role(self, *roles: str) -> Self:
        return self.filter(roles__role__in=roles).distinct()
