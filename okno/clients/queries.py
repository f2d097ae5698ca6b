"""Which companies there are, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from okno.kernel.text import fold, stem_query

if TYPE_CHECKING:
    from okno.clients.models import Company, DayClose, Handover, Management, NoContact
    from okno.people.models import Employee


class CompanyQuerySet(models.QuerySet["Company"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """One window: whoever works here may look at any client; what costs money is hidden room by room."""
        return self.all() if user else self.none()

    def own(self) -> Self:
        return self.filter(is_own=True)

    def outside(self) -> Self:
        return self.filter(is_own=False)

    def clients(self) -> Self:
        return self.filter(is_client=True)

    def not_yet_clients(self) -> Self:
        return self.filter(is_client=False, is_own=False)

    def kept_by(self, manager: "Employee") -> Self:
        return self.filter(managements__manager=manager, managements__ends_on__isnull=True)

    def without_manager(self) -> Self:
        return self.exclude(pk__in=_current_managements().values("company"))

    def without_step(self) -> Self:
        return self.filter(next_step="")

    def with_manager_name(self) -> Self:
        """Each with `manager_name` of the one who keeps it now (None when nobody does)."""
        current = _current_managements().filter(company=OuterRef("pk"))
        return self.annotate(manager_name=Subquery(current.values("manager__name")[:1]))

    def matching(self, text: str) -> Self:
        """Companies whose folded text holds the query whole, or all of its word stems."""
        whole = Q(search_text__contains=fold(text))
        stems = Q()
        for stem in stem_query(text):
            stems &= Q(search_stems__contains=stem)
        return self.filter(whole | stems) if stems else self.filter(whole)


def _current_managements() -> "models.QuerySet[Management]":
    # Its model is defined after this queryset: it is met through the registry.
    managements: models.QuerySet[Management] = apps.get_model("clients", "Management").objects.all()
    return managements.filter(ends_on__isnull=True)


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: "Employee | None") -> Self:
        return self.all() if user else self.none()

    def waiting(self) -> Self:
        return self.filter(status="waiting")

    def waiting_for(self, receiver: "Employee") -> Self:
        return self.waiting().filter(receiver=receiver)


class DayCloseQuerySet(models.QuerySet["DayClose"]):
    def visible_to(self, user: "Employee | None") -> Self:
        return self.all() if user else self.none()


class NoContactQuerySet(models.QuerySet["NoContact"]):
    def visible_to(self, user: "Employee | None") -> Self:
        return self.all() if user else self.none()

    def in_force(self) -> Self:
        return self.filter(lifted_at__isnull=True)

    def against(self, email: str) -> Self:
        """What forbids this address: the address itself, its domain, or a domain above."""
        email = email.strip().lower()
        labels = email.rpartition("@")[2].split(".")
        domains = [".".join(labels[start:]) for start in range(len(labels))]
        return self.in_force().filter(address__in=[email, *domains])
