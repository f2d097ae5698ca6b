"""One stream of what happened. Nothing in it is edited or lost (C3)."""

from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from okno.journal.queries import EntryQuerySet
from okno.journal.sentences import render
from okno.kernel.events import EVENTS, Audience


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
            models.Index(name="entry_of_day", fields=["at"]),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """The event's sentence in the reader's language, filled with this entry's data."""
        event = EVENTS.get(self.kind)
        return render(event, self.data) if event else self.kind

    @property
    def subject_url(self) -> str:
        """The subject's page by the convention of names; empty when it has none."""
        try:
            return reverse(self.subject_kind.replace(".", ":"), args=[self.subject_id])
        except NoReverseMatch:
            return ""
