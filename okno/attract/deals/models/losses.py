"""Why deals are lost: a tree of reasons as data (L5)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from okno.attract.deals.queries import LossReasonQuerySet
from okno.ground.directory.models import DirectoryItem


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


class LossReason(DirectoryItem):
    """A reason, or a finer one under it. Removed ones are chosen no more but still told of old deals.

    `not_recorded` belongs to loaded history alone and is never chosen.
    """

    built_in = BuiltInReason

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="finer", verbose_name=_("under")
    )
    asks_competitor = models.BooleanField(_("asks who won it"), default=False)

    objects = LossReasonQuerySet.as_manager()  # type: ignore[misc]

    class Meta(DirectoryItem.Meta):
        constraints = [
            models.CheckConstraint(
                name="loss_reason_not_under_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            )
        ]
