"""Stages of the pipeline as data, and how long each deal stood in each (L4)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from okno.ground.directory.models import DirectoryItem


class Stage(models.TextChoices):
    """The stages that every company begins with, by their codes; what it makes of them is PipelineStage."""

    QUALIFICATION = "qualification", _("Qualification")
    PROPOSAL = "proposal", _("Proposal")
    NEGOTIATION = "negotiation", _("Negotiation")
    DOCUMENTS = "documents", _("Document approval")


class StageKind(models.TextChoices):
    WORK = "work", _("work with the client")
    DOCUMENTS = "documents", _("document approval")


class PipelineStage(DirectoryItem):
    """A stage of an open deal: its place in the order, how likely a deal in it is won, what it asks for.

    A removed stage takes no deals any more and is still shown for those of long ago.
    `conditions` are codes of okno.attract.deals.pipeline.conditions: what a deal must have to come here.
    """

    Kind = StageKind

    built_in = Stage

    kind = models.CharField(_("type"), max_length=9, choices=Kind, default=Kind.WORK)
    probability_bp = models.PositiveSmallIntegerField(_("probability"))
    rot_days = models.PositiveSmallIntegerField(_("stale after, days"), default=14)
    conditions = models.JSONField(_("conditions of entry"), default=list, blank=True)

    class Meta(DirectoryItem.Meta):
        constraints = [
            models.CheckConstraint(
                name="stage_probability_is_share", condition=Q(probability_bp__lte=10_000)
            ),
            models.CheckConstraint(name="stage_rots_after_a_day", condition=Q(rot_days__gte=1)),
        ]

    def rot_of(self, days: int) -> str:
        """Return how fresh a deal of so many days here is: fresh, old from half of `rot_days`, then stale."""
        if days >= self.rot_days:
            return "stale"
        return "old" if 2 * days >= self.rot_days else "fresh"


class StageVisit(models.Model):
    """A deal's stay in one stage: a log, ended and never edited; a move taken back leaves none."""

    deal = models.ForeignKey("deals.Deal", on_delete=models.PROTECT, related_name="stays")
    stage = models.ForeignKey(
        PipelineStage, on_delete=models.PROTECT, to_field="code", db_column="stage", related_name="stays"
    )
    entered_at = models.DateTimeField(_("came at"))
    left_at = models.DateTimeField(_("left at"), null=True)
    moved_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["entered_at", "id"]
        constraints = [
            # A deal stands at one stage: time in stage would count a second open visit twice.
            models.UniqueConstraint(
                name="stage_stay_one_open", fields=["deal"], condition=Q(left_at__isnull=True)
            ),
            models.CheckConstraint(
                name="stage_stay_ends_after_start",
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("entered_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deal_id}: {self.stage_id}"
