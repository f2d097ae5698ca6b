"""Query set of sets of rules: which of them an employee may see."""

from typing import TYPE_CHECKING, Self

from django.db import models

from okno.attract.leads.queries import SEE_ALL, SEE_OWN

if TYPE_CHECKING:
    from okno.attract.assignment.models import RuleSet
    from okno.team.people.models import Employee


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    """Sets of rules by visibility and status."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return all sets for employees who work with leads, none for others."""
        return self.all() if user and user.has(*SEE_ALL, *SEE_OWN) else self.none()

    def acting(self) -> "RuleSet | None":
        """Return the set in force, or None."""
        return self.filter(status="acting").first()
