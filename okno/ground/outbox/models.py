"""The outbox's one model: letters on their way out."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.constraints import has_date_when
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.ground.outbox.delivery_errors import trouble_text
from okno.ground.outbox.queries import OutgoingMailQuerySet


class OutgoingMail(models.Model):
    """A letter on its way out: queued within the action, sent after its commit, tried again on failure."""

    class Status(StatusChoices):
        QUEUED = "queued", Tone.WAIT, _("waits to be sent")
        SENT = "sent", Tone.GOOD, _("sent")
        FAILED = "failed", Tone.BAD, _("could not be sent")
        STOPPED = "stopped", Tone.DIM, _("stopped")

    # ("stopped", "sent"): it was stopped while the server was already taking it.
    TRANSITIONS = {
        *(("queued", "sent"), ("queued", "failed"), ("queued", "stopped")),
        *(("failed", "queued"), ("stopped", "sent")),
    }

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(_("addressee"))
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.QUEUED)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(_("what went wrong"), max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="outgoing_sent_has_date",
                condition=has_date_when("sent", "sent_at"),
            ),
        ]
        # What the postman asks for on every round: letters that have left are not in it.
        indexes = [models.Index(name="outgoing_queued", fields=["next_try_at"], condition=Q(status="queued"))]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("outbox:outgoing_mail", args=[self.pk])

    @property
    def trouble_words(self) -> str:
        """Return the last delivery error as a sentence in the reader's language; "" when there was none."""
        return trouble_text(self.trouble)

    @property
    def tone(self) -> Tone:
        """Return the tone of the status; a queued letter that failed once has the tone of a risk."""
        if self.status == self.Status.QUEUED and self.trouble:
            return Tone.RISK
        return self.Status(self.status).tone
