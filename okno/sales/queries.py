"""Which leads and deals there are, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from okno.clients.models import Company
from okno.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.people.models import Employee
    from okno.sales.models import Deal, Lead, LeadsFile

SEE_ALL = (*HEADS, "marketer", "assistant")
SEE_OWN = ("qualifier_inbound", "qualifier_outbound", "closer", "account_manager")


class LeadQuerySet(models.QuerySet["Lead"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Heads, marketers, assistants see all; sellers theirs, of their clients and deals, and nobody's."""
        if user is None:
            return self.none()
        if user.has(*SEE_ALL):
            return self.all()
        if not user.has(*SEE_OWN):
            return self.none()
        return self.filter(
            Q(assigned_to=user)
            | Q(brought_by=user)
            | Q(deal__owner=user)
            | Q(assigned_to__isnull=True)
            | Q(company__in=_kept_by(user))
        )


class DealQuerySet(models.QuerySet["Deal"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """As leads: all, one's own (or brought), those of one's clients, and nobody's."""
        if user is None:
            return self.none()
        if user.has(*SEE_ALL):
            return self.all()
        if not user.has(*SEE_OWN):
            return self.none()
        return self.filter(
            Q(owner=user)
            | Q(owner__isnull=True)
            | Q(lead__brought_by=user)
            | Q(lead__assigned_to=user)
            | Q(company__in=_kept_by(user))
        )

    def open(self) -> Self:
        return self.filter(status="open")


class LeadsFileQuerySet(models.QuerySet["LeadsFile"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Files hold everybody's leads: for those who may load them."""
        return self.all() if user and user.has(*HEADS, "marketer") else self.none()


def _kept_by(user: "Employee") -> models.QuerySet["Company"]:
    return Company.objects.kept_by(user)
