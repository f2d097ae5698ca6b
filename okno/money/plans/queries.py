"""Query set of sales plans: which of them an employee may see."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from okno.attract.leads.queries import SEE_ALL, SEE_OWN
from okno.team.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.money.plans.models import SalesPlan
    from okno.team.people.models import Employee


class SalesPlanQuerySet(models.QuerySet["SalesPlan"]):
    """Sales plans by visibility and status."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return all plans for heads; for others who sell their own, their team's and the company's."""
        if user is None or not user.has(*SEE_ALL, *SEE_OWN):
            return self.none()
        if user.has(*HEADS):
            return self.all()
        heads = [user.head_id] if user.head_id else []
        return self.filter(
            Q(employee=user) | Q(team_of__in=heads) | Q(employee__isnull=True, team_of__isnull=True)
        )

    def in_force(self) -> Self:
        """Return the plans that have not been replaced or withdrawn."""
        return self.filter(replaced_at__isnull=True)
