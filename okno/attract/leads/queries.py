"""Query sets of leads and of the qualification's questions: which rows an employee may see."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from okno.ground.directory.models import DirectoryItemQuerySet
from okno.ground.kernel.registry import Registry
from okno.records.clients.models import Company
from okno.team.people.models import Absence
from okno.team.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.attract.leads.models import Lead
    from okno.team.people.models import Employee


# Leads that an employee sees through a higher room: those of their deals.
SEEN_THROUGH: Registry[Any] = Registry("leads seen through")
SEE_ALL = (*HEADS, "marketer", "assistant")


SEE_OWN = ("qualifier_inbound", "qualifier_outbound", "closer", "account_manager")


class LeadQuerySet(models.QuerySet["Lead"]):
    """Leads by visibility."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return the leads that the employee may see; none for roles that do not work with leads.

        Heads, marketers and assistants see all. Sellers see their own leads, those of their clients and
        deals, those of absent employees for whom they substitute, and unassigned ones; not those on hold,
        which are for heads to look at first.
        """
        if user is None:
            return self.none()
        if user.has(*SEE_ALL):
            return self.all()
        if not user.has(*SEE_OWN):
            return self.none()
        theirs = (
            Q(assigned_to=user)
            | Q(assigned_to__in=_stood_in_for(user))
            | Q(brought_by=user)
            # Nobody's leads are any seller's to take up; those on hold are for a head to look at first.
            | Q(assigned_to__isnull=True) & ~Q(assignment_rule="held")
            | Q(company__in=_kept_by(user))
        )
        for leads_of in SEEN_THROUGH:
            theirs |= Q(pk__in=leads_of(user))
        return self.filter(theirs)


class QualificationQuestionQuerySet(DirectoryItemQuerySet):
    """Qualification questions by visibility."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return all questions for employees who work with leads, none for others."""
        return self.all() if user and user.has(*SEE_ALL, *SEE_OWN) else self.none()


def _stood_in_for(user: "Employee") -> models.QuerySet["Absence", Any]:
    """Return the keys of employees who are absent today and named this employee as their substitute."""
    away = Absence.objects.on_day(timezone.localdate()).filter(substitute=user)
    return away.order_by().values("employee")


def _kept_by(user: "Employee") -> models.QuerySet["Company"]:
    """Return the companies that this employee manages."""
    return Company.objects.managed_by(user)
