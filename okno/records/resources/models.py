"""What is sold physically, and who holds it. Capacity is never sold twice (R1, guard 5)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.constraints import has_date_when
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.records.catalog.resource_kinds import shown
from okno.records.resources.queries import CapacityQuerySet, HoldQuerySet


class Capacity(models.Model):
    """A counter row per place and kind of resource. It is updated first; the CHECK is the guard."""

    company = None

    location = models.ForeignKey("catalog.Location", on_delete=models.PROTECT, related_name="capacities")
    kind = models.CharField(_("resource"), max_length=30)
    total = models.PositiveIntegerField(_("in all"))
    held = models.PositiveIntegerField(_("held for quotes"), default=0)
    taken = models.PositiveIntegerField(_("taken"), default=0)

    objects = CapacityQuerySet.as_manager()

    class Meta:
        ordering = ["location__name", "kind"]
        constraints = [
            models.UniqueConstraint(name="capacity_once", fields=["location", "kind"]),
            # Guard 5, kept by the database: held and taken together never exceed what there is, whoever
            # counts.
            models.CheckConstraint(
                name="capacity_never_sold_twice", condition=Q(total__gte=F("held") + F("taken"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location}: {self.kind_name}"

    def get_absolute_url(self) -> str:
        return reverse("resources:capacity", args=[self.pk])

    @property
    def kind_name(self) -> str:
        return shown(self.kind)

    @property
    def free(self) -> int:
        return self.total - self.held - self.taken

    @property
    def in_use(self) -> int:
        return self.held + self.taken


class HoldStatus(StatusChoices):
    HELD = "held", Tone.WAIT, _("held")
    TAKEN = "taken", Tone.RUN, _("taken")
    FREED = "freed", Tone.DIM, _("freed")


class Hold(models.Model):
    """Units held for a quote until a date, then taken by an order, then free again (R4)."""

    Status = HoldStatus

    TRANSITIONS = {("held", "taken"), ("held", "freed"), ("taken", "freed")}

    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="holds")
    holder_kind = models.CharField(max_length=40)
    holder_id = models.BigIntegerField()
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="+")
    units = models.PositiveIntegerField(_("units"))
    until_on = models.DateField(_("held until"), null=True)
    status = models.CharField(_("status"), max_length=5, choices=Status, default=Status.HELD)
    held_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    freed_at = models.DateTimeField(null=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-held_at", "-id"]
        constraints = [
            models.CheckConstraint(name="hold_of_units", condition=Q(units__gte=1)),
            models.CheckConstraint(
                name="hold_held_until", condition=~Q(status="held") | Q(until_on__isnull=False)
            ),
            models.CheckConstraint(
                name="hold_taken_has_date", condition=~Q(status="taken") | Q(taken_at__isnull=False)
            ),
            models.CheckConstraint(
                name="hold_freed_has_date",
                condition=has_date_when("freed", "freed_at"),
            ),
            # A line holds once: asked again it prolongs its hold instead of taking more.
            models.UniqueConstraint(
                name="hold_once_per_holder", fields=["holder_kind", "holder_id"], condition=~Q(status="freed")
            ),
        ]
        # Asked by the clock on each round; freed and taken holds, nearly all, are not in it.
        indexes = [models.Index(name="hold_expiring", fields=["until_on"], condition=Q(status="held"))]

    def __str__(self) -> str:
        return f"{self.units} × {self.capacity}"

    def get_absolute_url(self) -> str:
        return self.capacity.get_absolute_url()

    def is_expired(self, on: date) -> bool:
        return self.status == self.Status.HELD and self.until_on is not None and self.until_on < on
