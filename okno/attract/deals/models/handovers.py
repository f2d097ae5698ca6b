"""The qualification form as data, and the hand-over of a qualified deal to a closer (L3)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.attract.deals.queries import DealHandoverQuerySet
from okno.ground.kernel.constraints import has_date_unless
from okno.ground.kernel.statuses import StatusChoices, Tone


class DealHandoverStatus(StatusChoices):
    WAITING = "waiting", Tone.WAIT, _("waits for an answer")
    ACCEPTED = "accepted", Tone.GOOD, _("accepted")
    RETURNED = "returned", Tone.RISK, _("returned")


class DealHandover(models.Model):
    """A qualified deal goes to a closer, who accepts it or returns it with a reason. He leads it now."""

    Status = DealHandoverStatus

    TRANSITIONS = {("waiting", "accepted"), ("waiting", "returned")}

    deal = models.ForeignKey("deals.Deal", on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="deal_handovers")
    note = models.CharField(_("what to know"), max_length=1000, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.WAITING)
    handed_at = models.DateTimeField(_("handed over at"))
    decided_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    decided_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("why returned"), max_length=500, blank=True)

    objects = DealHandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_at", "-id"]
        constraints = [
            # Two colleagues cannot both be waited for: taking it back comes before giving it anew.
            models.UniqueConstraint(
                name="deal_handover_one_waiting", fields=["deal"], condition=Q(status="waiting")
            ),
            models.CheckConstraint(
                name="deal_handover_decided_has_date",
                condition=has_date_unless("waiting", "decided_at"),
            ),
            models.CheckConstraint(
                name="deal_handover_returned_has_reason",
                condition=(Q(status="returned") & ~Q(reason="")) | (~Q(status="returned") & Q(reason="")),
            ),
        ]
        indexes = [
            # Asked by Today on every visit; the answered ones, nearly all, are not in it.
            models.Index(name="deal_handover_waiting_for", fields=["receiver"], condition=Q(status="waiting"))
        ]

    def __str__(self) -> str:
        return str(self.deal)

    def get_absolute_url(self) -> str:
        return reverse("deals:deal_handover", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING
