"""Approvals of exactly one thing, for one use, until a date."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.constraints import has_date_unless, has_date_when
from okno.ground.kernel.localized import render
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.team.approvals.queries import ApprovalQuerySet


class Approval(models.Model):
    """A request for approval and its decision, bound to a fingerprint of the figures that were shown.

    Any change of what was shown has another fingerprint and needs another approval. `kind` says what is
    requested (`below_floor`), `deciders` which roles may answer, `facts` are the figures that were shown
    (named as journal data: `*_minor`, `*_bp`, `*_on`).
    """

    class Status(StatusChoices):
        REQUESTED = "requested", Tone.WAIT, _("waiting")
        GRANTED = "granted", Tone.GOOD, _("granted")
        DECLINED = "declined", Tone.BAD, _("declined")
        USED = "used", Tone.GOOD, _("used")

    TRANSITIONS = {("requested", "granted"), ("requested", "declined"), ("granted", "used")}

    kind = models.CharField(max_length=30)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64)
    plain_title = models.CharField(_("what is asked"), max_length=300, db_column="title")
    said_title = models.JSONField(default=dict)
    reason = models.CharField(_("why"), max_length=1000)
    facts = models.JSONField(default=dict)
    deciders = models.JSONField(default=list)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.REQUESTED)
    requested_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    expires_at = models.DateTimeField(_("holds until"), null=True)
    used_at = models.DateTimeField(null=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="approval_decided_has_date",
                condition=has_date_unless("requested", "decided_at"),
            ),
            # A yes without an end would outlive the prices it was given for.
            models.CheckConstraint(
                name="approval_granted_expires", condition=~Q(status="granted") | Q(expires_at__isnull=False)
            ),
            models.CheckConstraint(
                name="approval_used_has_date",
                condition=has_date_when("used", "used_at"),
            ),
            models.UniqueConstraint(
                name="approval_waiting_once",
                fields=["kind", "subject_kind", "subject_id", "fingerprint"],
                condition=Q(status="requested"),
            ),
        ]
        # Without a foreign key: an approval is of any record of any room above.
        indexes = [models.Index(name="approval_of_subject", fields=["subject_kind", "subject_id"])]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Return the title in the reader's language; older rows were kept in the company's language alone."""
        return render(self.kept_title)

    @property
    def kept_title(self) -> dict[str, str] | str:
        """Return the title in the form that the journal keeps."""
        return self.said_title or self.plain_title

    def get_absolute_url(self) -> str:
        return reverse("approvals:approval", args=[self.pk])

    def holds(self, at: datetime) -> bool:
        """Return whether the approval may still be used at this moment."""
        return self.status == self.Status.GRANTED and self.expires_at is not None and at <= self.expires_at
