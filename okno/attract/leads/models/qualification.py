"""The questions of the qualification form (L3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from okno.attract.leads.queries import QualificationQuestionQuerySet
from okno.ground.directory.models import DirectoryItem


class BuiltInQuestion(models.TextChoices):
    """The questions that every company begins with: each is a field of the lead by this very name."""

    NEED = "need", _("need")
    BUDGET = "budget_minor", _("budget a month")
    DECISION_MAKER = "decision_maker", _("who decides")
    TIMING = "timing", _("when")
    PLACE = "place", _("where")
    MINIMUM_PRICE = "minimum_price_told_minor", _("minimum price told")


class QuestionKind(models.TextChoices):
    """The kind of an answer."""

    LINE = "line", _("a line")
    TEXT = "text", _("a text")
    NUMBER = "number", _("a number")
    MONEY = "money", _("a sum")
    DATE = "date", _("a date")
    CHOICE = "choice", _("one of a list")
    YES_NO = "yes_no", _("yes or no")


class QualificationQuestion(DirectoryItem):
    """One question of the form. Answers to the company's own questions stand in `Lead.answers` by code."""

    Kind = QuestionKind

    built_in = BuiltInQuestion

    kind = models.CharField(_("kind of answer"), max_length=6, choices=Kind, default=Kind.LINE)
    choices = models.JSONField(_("list to choose from"), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)

    objects = QualificationQuestionQuerySet.as_manager()  # type: ignore[misc]
