"""Queries of companies, contacts and prohibitions, beginning with who may see them."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

if TYPE_CHECKING:
    from okno.records.clients.models import AccountManagerTerm, Company, Contact, NoContact
    from okno.team.people.models import Employee


class CompanyQuerySet(models.QuerySet["Company"]):
    """Companies by visibility, kind and manager."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return all companies for any employee, none for a visitor; rooms hide prices themselves."""
        return self.all() if user else self.none()

    def own(self) -> Self:
        """Return our own legal entities."""
        return self.filter(is_own=True)

    def outside(self) -> Self:
        """Return the companies that are not our own."""
        return self.filter(is_own=False)

    def clients(self) -> Self:
        """Return the clients."""
        return self.filter(is_client=True)

    def not_yet_clients(self) -> Self:
        """Return the companies of others that are no clients yet."""
        return self.filter(is_client=False, is_own=False)

    def managed_by(self, manager: "Employee") -> Self:
        """Return the companies that this employee manages now."""
        return self.filter(manager_terms__manager=manager, manager_terms__ends_on__isnull=True)

    def managed_on(self, keepers: "Collection[Employee]", on: date) -> Self:
        """Return the companies that one of these employees managed on that day."""
        manager_terms: models.QuerySet[AccountManagerTerm] = apps.get_model(
            "clients", "AccountManagerTerm"
        ).objects.all()
        not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        terms = manager_terms.filter(not_ended, manager__in=keepers, starts_on__lte=on)
        return self.filter(pk__in=terms.values("company"))

    def handed_to(self, receiver: "Employee") -> Self:
        """Return the companies whose handover waits for this receiver to acknowledge it."""
        return self.filter(handovers__receiver=receiver, handovers__status="waiting")

    def without_manager(self) -> Self:
        # Asked of each row: as a list of all who are kept it would be made anew for each page.
        return self.exclude(Exists(_current_managements().filter(company=OuterRef("pk"))))

    def without_step(self) -> Self:
        """Return the companies without a next step."""
        return self.filter(next_step="")

    def without_status(self) -> Self:
        """Return the companies without a status."""
        return self.filter(status_text="")

    def with_manager_name(self) -> Self:
        """Annotate `manager_name` and `manager_pk` of the current manager, None without one."""
        # A join, which the order is made without; of a company at most one lasts.
        current = FilteredRelation("manager_terms", condition=Q(manager_terms__ends_on__isnull=True))
        return self.annotate(current=current).annotate(
            manager_name=F("current__manager__name"), manager_pk=F("current__manager")
        )

    def matching(self, text: str) -> Self:
        """Return companies where each word of the text begins or is a form of one (kernel/fulltext.py)."""
        return self.filter(search_words__words=text)


def _current_managements() -> "models.QuerySet[AccountManagerTerm]":
    # Its model is defined after this queryset: it is met through the registry.
    manager_terms: models.QuerySet[AccountManagerTerm] = apps.get_model(
        "clients", "AccountManagerTerm"
    ).objects.all()
    return manager_terms.filter(ends_on__isnull=True)


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts by visibility and presence."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return all contacts for any employee, none for a visitor."""
        return self.all() if user else self.none()

    def there(self) -> Self:
        """Return the contacts who have not left their company."""
        return self.filter(left_at__isnull=True)

    def gone(self) -> Self:
        """Return the contacts who have left their company."""
        return self.filter(left_at__isnull=False)

    def matching(self, text: str) -> Self:
        """Return the contacts that match by name, position, e-mail or phone."""
        return self.filter(search_words__words=text)


class NoContactQuerySet(models.QuerySet["NoContact"]):
    """Prohibitions of letters by visibility, state and address."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return all prohibitions for any employee, none for a visitor."""
        return self.all() if user else self.none()

    def in_force(self) -> Self:
        """Return the prohibitions that are not lifted."""
        return self.filter(lifted_at__isnull=True)

    def against(self, email: str) -> Self:
        """Return the prohibitions of this address, its domain, or a domain above."""
        return self.in_force().filter(address__in=itself_and_domains(email))


def itself_and_domains(email: str) -> list[str]:
    """Return the address and each domain that it lies in, in lower case."""
    email = email.strip().lower()
    labels = email.rpartition("@")[2].split(".")
    return [email, *(".".join(labels[start:]) for start in range(len(labels)))]
