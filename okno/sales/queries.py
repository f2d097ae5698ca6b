"""Which leads and deals there are, and who may see them."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from okno.clients.models import Company
from okno.people.models import Absence
from okno.people.permissions import HEADS

if TYPE_CHECKING:
    from okno.people.models import Employee
    from okno.sales.models import (
        Deal,
        DealHandover,
        Lead,
        LeadsFile,
        LossReason,
        PipelineStage,
        QualificationQuestion,
        RuleSet,
        SalesPlan,
    )

SEE_ALL = (*HEADS, "marketer", "assistant")
SEE_OWN = ("qualifier_inbound", "qualifier_outbound", "closer", "account_manager")


class LeadQuerySet(models.QuerySet["Lead"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Heads, marketers, assistants see all; sellers theirs, of their clients and deals, and nobody's.

        What is held is nobody's, and a head's to look at first.
        """
        if user is None:
            return self.none()
        if user.has(*SEE_ALL):
            return self.all()
        if not user.has(*SEE_OWN):
            return self.none()
        return self.filter(
            Q(assigned_to=user)
            | Q(assigned_to__in=_stood_in_for(user))
            | Q(brought_by=user)
            | Q(pk__in=_of_deals(user))
            | Q(assigned_to__isnull=True) & ~Q(assignment_rule="held")
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
            | Q(lead__in=_leads(brought_by=user))
            | Q(lead__in=_leads(assigned_to=user))
            | Q(company__in=_kept_by(user))
        )

    def open(self) -> Self:
        return self.filter(status="open")

    def matching(self, text: str) -> Self:
        """By the words of the title or by the client's."""
        of_clients = Company.objects.matching(text).values("pk")
        return self.filter(Q(search_words__words=text) | Q(company__in=of_clients))


class LeadsFileQuerySet(models.QuerySet["LeadsFile"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Files hold everybody's leads: for those who may load them."""
        return self.all() if user and user.has(*HEADS, "marketer") else self.none()


class PipelineStageQuerySet(models.QuerySet["PipelineStage"]):
    def in_use(self) -> Self:
        return self.filter(removed_at__isnull=True)


class LossReasonQuerySet(models.QuerySet["LossReason"]):
    def in_use(self) -> Self:
        """Those that may be chosen: not removed, and not the mark of loaded history."""
        return self.filter(removed_at__isnull=True).exclude(code="not_recorded")


class QualificationQuestionQuerySet(models.QuerySet["QualificationQuestion"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Whoever sells knows what is asked."""
        return self.all() if user and user.has(*SEE_ALL, *SEE_OWN) else self.none()

    def in_use(self) -> Self:
        return self.filter(removed_at__isnull=True)


class DealHandoverQuerySet(models.QuerySet["DealHandover"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Of heads all; of the rest what they gave or receive, or those whom they stand in for."""
        if user is None:
            return self.none()
        if user.has(*SEE_ALL):
            return self.all()
        return self.filter(Q(giver=user) | Q(receiver=user) | Q(receiver__in=_stood_in_for(user)))

    def waiting_for(self, *receivers: "Employee") -> Self:
        """The longest waiting first; a deal that was closed meanwhile waits for nobody."""
        return self.filter(status="waiting", deal__status="open", receiver__in=receivers).order_by(
            "handed_at", "id"
        )


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """How leads are shared out is no secret among those who sell."""
        return self.all() if user and user.has(*SEE_ALL, *SEE_OWN) else self.none()

    def acting(self) -> "RuleSet | None":
        return self.filter(status="acting").first()


class SalesPlanQuerySet(models.QuerySet["SalesPlan"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Heads see all; a seller his own, his team's and the company's."""
        if user is None or not user.has(*SEE_ALL, *SEE_OWN):
            return self.none()
        if user.has(*HEADS):
            return self.all()
        heads = [user.head_id] if user.head_id else []
        return self.filter(
            Q(employee=user) | Q(team_of__in=heads) | Q(employee__isnull=True, team_of__isnull=True)
        )

    def in_force(self) -> Self:
        return self.filter(replaced_at__isnull=True)


def _stood_in_for(user: "Employee") -> models.QuerySet["Absence", Any]:
    """Keys of those who are away today and named this person to stand in for them."""
    away = Absence.objects.on_day(timezone.localdate()).filter(substitute=user)
    return away.order_by().values("employee")


def _kept_by(user: "Employee") -> models.QuerySet["Company"]:
    return Company.objects.kept_by(user)


def _of_deals(user: "Employee") -> "models.QuerySet[Deal, dict[str, object]]":
    # By a key, not by a join: with «or» over a join either engine reads the whole table.
    return _model("Deal").filter(owner=user, lead__isnull=False).order_by().values("lead")


def _leads(**whose: "Employee") -> "models.QuerySet[Lead, dict[str, object]]":
    return _model("Lead").filter(**whose).order_by().values("pk")


def _model(name: str) -> "models.Manager[Any]":
    # Its models are defined after these querysets: they are met through the registry.
    return apps.get_model("sales", name)._base_manager
