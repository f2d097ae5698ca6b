"""Which leads and deals there are, and who may see them."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from okno.attract.leads.queries import SEE_ALL, SEE_OWN, _kept_by, _stood_in_for
from okno.ground.directory.models import DirectoryItemQuerySet
from okno.records.clients.models import Company

if TYPE_CHECKING:
    from okno.attract.deals.models import Deal, DealHandover
    from okno.attract.leads.models import Lead
    from okno.team.people.models import Employee


class DealQuerySet(models.QuerySet["Deal"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return like for leads: all, one's own (or brought), those of one's clients, and those without
        owner.
        """
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
        """Return those found by the words of the title or by the client's."""
        of_clients = Company.objects.matching(text).values("pk")
        return self.filter(Q(search_words__words=text) | Q(company__in=of_clients))


class LossReasonQuerySet(DirectoryItemQuerySet):
    def in_use(self) -> Self:
        """Return those that may be chosen: not removed, and not the mark of loaded history."""
        return super().in_use().exclude(code="not_recorded")


class DealHandoverQuerySet(models.QuerySet["DealHandover"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return all for heads; for others those that they, or the absent whom they stand in for, gave or
        receive.
        """
        if user is None:
            return self.none()
        if user.has(*SEE_ALL):
            return self.all()
        return self.filter(Q(giver=user) | Q(receiver=user) | Q(receiver__in=_stood_in_for(user)))

    def waiting_for(self, *receivers: "Employee") -> Self:
        """Return the hand-overs that wait, the longest first; a closed deal waits for nobody."""
        return self.filter(status="waiting", deal__status="open", receiver__in=receivers).order_by(
            "handed_at", "id"
        )


def leads_of_deals(user: "Employee") -> "models.QuerySet[Deal, dict[str, object]]":
    # By a key, not by a join: with «or» over a join either engine reads the whole table.
    return _model("Deal").filter(owner=user, lead__isnull=False).order_by().values("lead")


def _leads(**whose: "Employee") -> "models.QuerySet[Lead, dict[str, object]]":
    return _model("Lead").filter(**whose).order_by().values("pk")


def _model(name: str) -> "models.Manager[Any]":
    # Its models are defined after these querysets: they are met through the registry.
    return apps.get_model("deals" if name == "Deal" else "leads", name)._base_manager
