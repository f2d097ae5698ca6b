"""Rules of assignment as data, and the turns of sellers (L2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okno.attract.assignment.queries import RuleSetQuerySet
from okno.ground.kernel.statuses import StatusChoices, Tone


class RuleSetStatus(StatusChoices):
    """The state of a set of rules."""

    DRAFT = "draft", Tone.NEW, pgettext_lazy("rules", "draft")
    ACTING = "acting", Tone.RUN, pgettext_lazy("rules", "acting")
    PAST = "past", Tone.DIM, pgettext_lazy("rules", "past")


class RuleSet(models.Model):
    """The rules of one time: a draft is tried on past leads, one set acts, the rest is history.

    An unanswered lead passes on after `answer_minutes` working minutes (0: never), `most_passes` times at
    most.
    """

    Status = RuleSetStatus

    TRANSITIONS = {("draft", "acting"), ("acting", "past")}

    company = None

    status = models.CharField(_("status"), max_length=6, choices=Status, default=Status.DRAFT)
    answer_minutes = models.PositiveIntegerField(_("working minutes to the first answer"), default=0)
    most_passes = models.PositiveSmallIntegerField(_("passes on at most, times"), default=2)
    drafted_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(_("drafted at"))
    in_force_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("in force until"), null=True, blank=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            # A draft is common to all heads: a second one would let two of them prepare rules past each
            # other.
            models.UniqueConstraint(
                name="rule_set_one_draft", fields=["status"], condition=Q(status="draft")
            ),
            models.UniqueConstraint(
                name="rule_set_one_acting", fields=["status"], condition=Q(status="acting")
            ),
            models.CheckConstraint(
                name="rule_set_status_has_dates",
                condition=Q(status="draft", in_force_at__isnull=True, ended_at__isnull=True)
                | Q(status="acting", in_force_at__isnull=False, ended_at__isnull=True)
                | Q(status="past", in_force_at__isnull=False, ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.pk}"


class AssignmentRule(models.Model):
    """A rule of a set, in the order of positions. An empty condition takes any lead.

    `source_types` and `channels` are codes; `campaigns` and `places` are folded texts, parts of the lead's;
    `services` are keys of catalog services. `turns` counts the leads it has assigned and is updated first.
    """

    rule_set = models.ForeignKey(RuleSet, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=100)
    source_types = models.JSONField(_("natures"), default=list, blank=True)
    channels = models.JSONField(_("channels"), default=list, blank=True)
    campaigns = models.JSONField(_("campaigns"), default=list, blank=True)
    services = models.JSONField(_("services"), default=list, blank=True)
    places = models.JSONField(_("regions"), default=list, blank=True)
    turns = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class RuleShare(models.Model):
    """A seller of a rule: takes leads in proportion to `weight`, and is full at `most_open` new ones."""

    rule = models.ForeignKey(AssignmentRule, on_delete=models.CASCADE, related_name="shares")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="lead_shares")
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    most_open = models.PositiveSmallIntegerField(_("full at, new leads"), null=True, blank=True)
    strides = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="rule_share_once", fields=["rule", "employee"]),
            models.CheckConstraint(name="rule_share_weighs", condition=Q(weight__gte=1, weight__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.employee}: {self.weight}"


class LeadTurn(models.Model):
    """A seller's last turn where no rule fits: the lowest `last_turn` goes next."""

    employee = models.OneToOneField("people.Employee", on_delete=models.PROTECT, related_name="lead_turn")
    last_turn = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.employee}: {self.last_turn}"


class TurnCounter(models.Model):
    """The number of turns so far; its one row is updated first, so that two leads at once get two people."""

    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        # One row, whose lock is the queue: leads that come at once are given out one after another.
        constraints = [models.CheckConstraint(name="turn_counter_is_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.last)
