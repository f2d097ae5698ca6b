"""Who keeps whom: the history of managers, hand-overs, closed days, and who is never written to."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.clients.queries import DayCloseQuerySet, HandoverQuerySet, NoContactQuerySet


class Management(models.Model):
    """Who keeps a client, from when till when; one at any time (C2)."""

    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="managements")
    manager = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="managements")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="management_one_at_a_time", fields=["company"], condition=Q(ends_on__isnull=True)
            ),
            models.CheckConstraint(
                name="management_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [
            models.Index(name="management_current", fields=["manager"], condition=Q(ends_on__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.manager} — {self.company}"


class Handover(models.Model):
    """A client given from hand to hand: the receiver keeps him at once and acknowledges it (C5a).

    `rating` is the receiver's own, 1 (cold) to 5 (warm): where he starts with this client.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for the receiver")
        ACKNOWLEDGED = "acknowledged", _("acknowledged")
        SUPERSEDED = "superseded", _("handed on to another")

    TRANSITIONS = {("waiting", "acknowledged"), ("waiting", "superseded")}

    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(
        "people.Employee",
        on_delete=models.PROTECT,
        related_name="handovers_given",
        verbose_name=_("who gives"),
    )
    receiver = models.ForeignKey(
        "people.Employee",
        on_delete=models.PROTECT,
        related_name="handovers_received",
        verbose_name=_("who receives"),
    )
    note = models.CharField(_("what to know"), max_length=2000, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.WAITING)
    handed_at = models.DateTimeField(_("handed over"))
    closed_at = models.DateTimeField(null=True)
    rating = models.PositiveSmallIntegerField(_("how warm the relationship is"), null=True)
    impression = models.CharField(_("first impression"), max_length=2000, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="handover_waiting_once", fields=["company"], condition=Q(status="waiting")
            ),
            models.CheckConstraint(
                name="handover_closed_has_date",
                condition=Q(status="waiting", closed_at__isnull=True)
                | (~Q(status="waiting") & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="handover_acknowledged_has_rating",
                condition=~Q(status="acknowledged") | Q(rating__range=(1, 5)),
            ),
            models.CheckConstraint(name="handover_to_another", condition=~Q(giver=F("receiver"))),
        ]
        indexes = [
            models.Index(name="handover_waiting_for", fields=["receiver"], condition=Q(status="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.giver} → {self.receiver}"

    def get_absolute_url(self) -> str:
        return reverse("clients:handover", args=[self.pk])


class DayClose(models.Model):
    """One said that his day is done: every client touched has a fresh status (C4)."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="closed_days")
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("closed at"))
    statuses_count = models.PositiveIntegerField(_("clients with a fresh status"))

    objects = DayCloseQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "id"]
        constraints = [models.UniqueConstraint(name="day_close_once", fields=["employee", "on"])]

    def __str__(self) -> str:
        return f"{self.employee}: {self.on}"


class NoContact(models.Model):
    """An address, or a whole domain, that nobody here writes to (guard 6); lifted, never forgotten."""

    address = models.CharField(_("e-mail or domain"), max_length=254)
    reason = models.CharField(_("why"), max_length=500)
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    objects = NoContactQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="no_contact_once", fields=["address"], condition=Q(lifted_at__isnull=True)
            ),
            models.CheckConstraint(name="no_contact_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.address
