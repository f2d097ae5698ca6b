"""Which companies there are, and who may see them."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, When

if TYPE_CHECKING:
    from okno.clients.models import Company, Contact, DayClose, Handover, Management, NoContact
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

    def kept_on(self, keepers: "Collection[Employee]", on: date) -> Self:
        """Those that one of these people kept on that day."""
        managements: models.QuerySet[Management] = apps.get_model("clients", "Management").objects.all()
        lasted = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        held = managements.filter(lasted, manager__in=keepers, starts_on__lte=on)
        return self.filter(pk__in=held.values("company"))

    def handed_to(self, receiver: "Employee") -> Self:
        """Those whose hand-over waits for this receiver's acknowledgement."""
        return self.filter(handovers__receiver=receiver, handovers__status="waiting")

    def without_manager(self) -> Self:
        # Asked of each row: as a list of all who are kept it would be made anew for each page.
        return self.exclude(Exists(_current_managements().filter(company=OuterRef("pk"))))

    def without_step(self) -> Self:
        return self.filter(next_step="")

    def without_status(self) -> Self:
        return self.filter(status_text="")

    def with_manager_name(self) -> Self:
        """Each with `manager_name` and `manager_pk` of the one who keeps it now (None when nobody does)."""
        # A join, which the order is made without; of a company at most one lasts.
        current = FilteredRelation("managements", condition=Q(managements__ends_on__isnull=True))
        return self.annotate(current=current).annotate(
            manager_name=F("current__manager__name"), manager_pk=F("current__manager")
        )

    def matching(self, text: str) -> Self:
        """Companies of whose words each typed one is a beginning or another form (kernel/fulltext.py)."""
        return self.filter(search_words__words=text)


def _current_managements() -> "models.QuerySet[Management]":
    # Its model is defined after this queryset: it is met through the registry.
    managements: models.QuerySet[Management] = apps.get_model("clients", "Management").objects.all()
    return managements.filter(ends_on__isnull=True)


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Whoever sees the company sees its people."""
        return self.all() if user else self.none()

    def there(self) -> Self:
        return self.filter(left_at__isnull=True)

    def gone(self) -> Self:
        return self.filter(left_at__isnull=False)

    def matching(self, text: str) -> Self:
        """By name, position, e-mail or phone."""
        return self.filter(search_words__words=text)


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: "Employee | None") -> Self:
        return self.all() if user else self.none()

    def waiting(self) -> Self:
        return self.filter(status="waiting")

    def waiting_for(self, *receivers: "Employee") -> Self:
        """Those that one of these people has yet to acknowledge, the longest waiting first."""
        return self.waiting().filter(receiver__in=receivers).order_by("handed_at", "id")

    def longest_waiting_first(self) -> Self:
        """What waits, the oldest first; then what is closed, the newest first."""
        waits = Case(When(status="waiting", then=F("handed_at")))
        return self.order_by(waits.asc(nulls_last=True), "-handed_at", "-id")


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
        return self.in_force().filter(address__in=itself_and_domains(email))


def itself_and_domains(email: str) -> list[str]:
    """«a@mail.romashka.ru» and each domain that it lies in, in small letters."""
    email = email.strip().lower()
    labels = email.rpartition("@")[2].split(".")
    return [email, *(".".join(labels[start:]) for start in range(len(labels)))]
