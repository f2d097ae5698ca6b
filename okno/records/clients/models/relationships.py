"""Terms of account managers and prohibitions of letters."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from okno.records.clients.queries import NoContactQuerySet


class AccountManagerTerm(models.Model):
    """The term of a client's manager, from when until when; one at any time (C2)."""

    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="manager_terms")
    manager = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="manager_terms")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            # A client has one manager at any moment (C4): pay, access and the day's close are his.
            models.UniqueConstraint(
                name="management_one_at_a_time", fields=["company"], condition=Q(ends_on__isnull=True)
            ),
            models.CheckConstraint(
                name="management_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [
            # Whose client it is now: nearly every page of a seller begins with this question.
            models.Index(name="management_current", fields=["manager"], condition=Q(ends_on__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.manager} — {self.company}"


class NoContact(models.Model):
    """An address or a whole domain that must not be written to (guard 6); lifted, never deleted."""

    company = None

    address = models.CharField(_("e-mail or domain"), max_length=254)
    reason = models.CharField(_("why"), max_length=500)
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    objects = NoContactQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            # Lifted ones stay in the list as history, and the address may be forbidden anew.
            models.UniqueConstraint(
                name="no_contact_once", fields=["address"], condition=Q(lifted_at__isnull=True)
            ),
            models.CheckConstraint(name="no_contact_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.address
