"""One stream of what happened. Nothing in it is edited or lost (C3)."""

from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from okno.journal.calls import with_result
from okno.journal.queries import EntryQuerySet, OutgoingMailQuerySet
from okno.journal.sentences import render
from okno.journal.troubles import told
from okno.kernel.events import EVENTS, Audience

# Whose page is not named as its kind.
PAGES = {"journal.outgoingmail": "journal:outgoing_mail"}


class Entry(models.Model):
    """One thing that happened: `kind` names the event, `data` fills its sentence.

    The subject is a kind (`billing.invoice`) and an id, with the company beside it. Rows are only ever
    inserted: the database itself refuses UPDATE (migration 0002).
    """

    at = models.DateTimeField(_("when"))
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    company = models.ForeignKey(
        "clients.Company",
        on_delete=models.PROTECT,
        null=True,
        related_name="journal",
        verbose_name=_("company"),
    )
    by = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    audience = models.CharField(max_length=6, choices=[(a.value, a.value) for a in Audience])
    to_client = models.BooleanField(_("visible to the client"), default=False)
    data = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="entry_to_client_has_company", condition=Q(to_client=False) | Q(company__isnull=False)
            ),
            models.CheckConstraint(
                name="entry_audience_known", condition=Q(audience__in=[a.value for a in Audience])
            ),
        ]
        indexes = [
            models.Index(name="entry_of_company", fields=["company", "-at", "-id"]),
            models.Index(name="entry_of_subject", fields=["subject_kind", "subject_id", "-at"]),
            # With the kind, so that some kinds of a week are found without looking at its entries.
            models.Index(name="entry_of_day", fields=["at", "kind"]),
        ]

    def __str__(self) -> str:
        return self.sentence

    def get_absolute_url(self) -> str:
        return reverse("journal:entry", args=[self.pk])

    @property
    def sentence(self) -> str:
        """The event's sentence in the reader's language, filled with this entry's data."""
        event = EVENTS.get(self.kind)
        return render(event, with_result(self.data)) if event else self.kind

    @property
    def subject_url(self) -> str:
        """The subject's page by the convention of names; empty when it has none."""
        try:
            name = PAGES.get(self.subject_kind, self.subject_kind.replace(".", ":"))
            return reverse(name, args=[self.subject_id])
        except NoReverseMatch:
            return ""


class OutgoingMail(models.Model):
    """A letter on its way out: queued with the action, sent after it, tried again."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("waits to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        STOPPED = "stopped", _("stopped")

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
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(name="outgoing_queued", fields=["next_try_at"], condition=Q(status="queued"))]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("journal:outgoing_mail", args=[self.pk])

    @property
    def trouble_words(self) -> str:
        """What went wrong, in the reader's language."""
        return told(self.trouble)

    @property
    def tone(self) -> str:
        """The look of its status: what waits because something went wrong is a risk."""
        if self.status == self.Status.QUEUED:
            return "risk" if self.trouble else "wait"
        return {"sent": "good", "failed": "bad"}.get(self.status, "dim")
