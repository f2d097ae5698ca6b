"""The qualification form as data, and the hand-over of a qualified deal to a closer (L3)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.kernel.errors import Text
from okno.sales.queries import DealHandoverQuerySet, QualificationQuestionQuerySet


class BuiltInQuestion(models.TextChoices):
    """The questions that every company begins with: each is a field of the lead by this very name."""

    NEED = "need", _("need")
    BUDGET = "budget_minor", _("budget a month")
    DECISION_MAKER = "decision_maker", _("who decides")
    TIMING = "timing", _("when")
    PLACE = "place", _("where")
    MINIMUM_PRICE = "minimum_price_told_minor", _("minimum price told")


class QualificationQuestion(models.Model):
    """One question of the form. Answers to questions of one's own stand in `Lead.answers` by the code."""

    class Kind(models.TextChoices):
        LINE = "line", _("a line")
        TEXT = "text", _("a text")
        NUMBER = "number", _("a number")
        MONEY = "money", _("a sum")
        DATE = "date", _("a date")
        CHOICE = "choice", _("one of a list")
        YES_NO = "yes_no", _("yes or no")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("question"), max_length=200, blank=True)
    kind = models.CharField(_("kind of answer"), max_length=6, choices=Kind, default=Kind.LINE)
    choices = models.JSONField(_("list to choose from"), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = QualificationQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.word)

    @property
    def is_built_in(self) -> bool:
        return self.code in BuiltInQuestion.values

    @property
    def word(self) -> Text:
        if self.name or not self.is_built_in:
            return self.name or self.code
        return BuiltInQuestion(self.code).label


class DealHandover(models.Model):
    """A qualified deal goes to a closer, who accepts it or returns it with a reason. He leads it now."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned")

    TRANSITIONS = {("waiting", "accepted"), ("waiting", "returned")}

    deal = models.ForeignKey("sales.Deal", on_delete=models.PROTECT, related_name="handovers")
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
            models.UniqueConstraint(
                name="deal_handover_one_waiting", fields=["deal"], condition=Q(status="waiting")
            ),
            models.CheckConstraint(
                name="deal_handover_decided_has_date",
                condition=Q(status="waiting", decided_at__isnull=True)
                | (~Q(status="waiting") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="deal_handover_returned_has_reason",
                condition=(Q(status="returned") & ~Q(reason="")) | (~Q(status="returned") & Q(reason="")),
            ),
        ]
        indexes = [
            models.Index(name="deal_handover_waiting_for", fields=["receiver"], condition=Q(status="waiting"))
        ]

    def __str__(self) -> str:
        return str(self.deal)

    def get_absolute_url(self) -> str:
        return reverse("sales:deal_handover", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING
