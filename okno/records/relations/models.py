"""Handovers of clients and closed days."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.constraints import has_date_unless
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.records.relations.queries import DayCloseQuerySet, HandoverQuerySet


class Handover(models.Model):
    """A client given to another manager, who manages them at once and then acknowledges it (C5a).

    `rating` is the receiver's own, from 1 (cold) to 5 (warm): where they start with this client.
    """

    class Status(StatusChoices):
        WAITING = "waiting", Tone.WAIT, _("waits for the receiver")
        ACKNOWLEDGED = "acknowledged", Tone.GOOD, _("acknowledged")
        SUPERSEDED = "superseded", Tone.DIM, _("handed on to another")

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
            # A client given on before the receiver has answered leaves one hand-over waiting: the last.
            models.UniqueConstraint(
                name="handover_waiting_once", fields=["company"], condition=Q(status="waiting")
            ),
            models.CheckConstraint(
                name="handover_closed_has_date",
                condition=has_date_unless("waiting", "closed_at"),
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
        return reverse("relations:handover", args=[self.pk])


class DayClose(models.Model):
    """A day that an employee closed: every client touched has a fresh status (C4)."""

    company = None

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="closed_days")
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("closed at"))
    statuses_count = models.PositiveIntegerField(_("clients with a fresh status"))

    objects = DayCloseQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "id"]
        # A day is closed once; two tabs of one evening write one closing.
        constraints = [models.UniqueConstraint(name="day_close_once", fields=["employee", "on"])]

    def __str__(self) -> str:
        return f"{self.employee}: {self.on}"
