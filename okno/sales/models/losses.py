"""Why deals are lost: a tree of reasons as data (L5)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from okno.kernel.errors import Text
from okno.sales.queries import LossReasonQuerySet


class BuiltInReason(models.TextChoices):
    """The reasons that every company begins with, by their codes."""

    PRICE = "price", _("price")
    COMPETITOR = "competitor", _("went to a competitor")
    FEASIBILITY = "feasibility", _("could not be delivered")
    TIMING = "timing", _("not now")
    DOCUMENTS = "documents", _("documents were not agreed")
    SILENCE = "silence", _("stopped answering")
    NO_NEED = "no_need", _("no need any more")
    OTHER = "other", _("other")
    NOT_RECORDED = "not_recorded", _("not recorded")


class LossReason(models.Model):
    """A reason, or a finer one under it. Removed ones are chosen no more but still told of old deals.

    `not_recorded` belongs to loaded history alone and is never chosen.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="finer", verbose_name=_("under")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    asks_competitor = models.BooleanField(_("asks who won it"), default=False)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = LossReasonQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="loss_reason_not_under_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            )
        ]

    def __str__(self) -> str:
        return str(self.word)

    @property
    def word(self) -> Text:
        """Its name, or the word of the house for one that nobody has renamed; the journal may keep it."""
        if self.name or self.code not in BuiltInReason.values:
            return self.name or self.code
        return BuiltInReason(self.code).label
