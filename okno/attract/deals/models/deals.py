"""Deals: a qualified lead on its way to a contract."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okno.attract.deals.models.losses import BuiltInReason
from okno.attract.deals.models.stages import PipelineStage, Stage
from okno.attract.deals.queries import DealQuerySet
from okno.attract.leads.models.leads import Lead
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.constraints import has_date_unless
from okno.ground.kernel.fulltext import Findable, WordsField
from okno.ground.kernel.statuses import StatusChoices, Tone


class DealStatus(StatusChoices):
    OPEN = "open", Tone.NEW, pgettext_lazy("deal", "open")
    WON = "won", Tone.GOOD, pgettext_lazy("deal", "won")
    LOST = "lost", Tone.BAD, pgettext_lazy("deal", "lost")


class DealAttitude(models.TextChoices):
    WARM = "warm", _("warm: will come back")
    NEUTRAL = "neutral", _("neutral")
    COLD = "cold", _("cold: disappointed")
    NOT_RECORDED = "not_recorded", _("not recorded")


class Deal(Findable):
    """A qualified lead on its way to a contract; won only by the contract's signing (L4).

    An imported deal is history: `imported_value_minor` is what the file says it is worth, in one sum, never
    a monthly fee; it is never won here and earns nobody anything (L5).
    """

    Status = DealStatus

    TRANSITIONS = {("open", "won"), ("open", "lost"), ("lost", "open")}

    # Older entries of the journal name it so.
    LossReason = BuiltInReason

    Attitude = DealAttitude

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, null=True, related_name="deal")
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="deals")
    owner = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="deals")
    title = models.CharField(_("what about"), max_length=300)
    service = models.ForeignKey(
        "catalog.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("service"),
    )
    stage = models.ForeignKey(
        PipelineStage,
        on_delete=models.PROTECT,
        to_field="code",
        db_column="stage",
        db_index=False,
        default=Stage.QUALIFICATION.value,
        related_name="deals",
        verbose_name=_("stage"),
    )
    stage_since_at = models.DateTimeField(_("in stage since"))
    status = models.CharField(_("status"), max_length=4, choices=Status, default=Status.OPEN)
    monthly_minor = models.BigIntegerField(_("expected a month"), null=True, blank=True)
    expected_on = models.DateField(_("expected to be signed on"), null=True, blank=True)
    is_committed = models.BooleanField(_("I commit to it"), default=False)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True)
    loss_reason = models.ForeignKey(
        "deals.LossReason",
        on_delete=models.PROTECT,
        to_field="code",
        db_column="loss_reason",
        db_index=False,
        null=True,
        related_name="deals",
        verbose_name=_("why lost"),
    )
    competitor = models.CharField(_("who won it"), max_length=200, blank=True)
    attitude = models.CharField(_("client's attitude"), max_length=12, choices=Attitude, blank=True)
    loss_note = models.CharField(_("in his words"), max_length=500, blank=True)
    imported = models.BooleanField(_("imported"), default=False)
    imported_value_minor = models.BigIntegerField(_("value in the file"), null=True)
    search_words = WordsField(of=("title",))

    objects = DealQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="deal_closed_has_date",
                condition=has_date_unless("open", "closed_on"),
            ),
            # Both ways: a lost deal without them cannot be counted, and an open one with them would be
            # counted as lost.
            models.CheckConstraint(
                name="deal_lost_has_reason_and_attitude",
                condition=(Q(status="lost", loss_reason__isnull=False) & ~Q(attitude=""))
                | (~Q(status="lost") & Q(loss_reason__isnull=True, attitude="", competitor="")),
            ),
            # «Not recorded» is for the history of other systems; whoever loses a deal here says why.
            models.CheckConstraint(
                name="deal_not_recorded_only_imported",
                condition=Q(imported=True) | (~Q(loss_reason="not_recorded") & ~Q(attitude="not_recorded")),
            ),
            # What a file called the value is of unknown unit and VAT: it never mixes with our own monthly
            # sums.
            models.CheckConstraint(
                name="deal_value_of_file_only_imported",
                condition=Q(imported=True) | Q(imported_value_minor__isnull=True),
            ),
            models.CheckConstraint(
                name="deal_lead_unless_imported", condition=Q(imported=True) | Q(lead__isnull=False)
            ),
            models.CheckConstraint(
                name="deal_company_unless_imported", condition=Q(imported=True) | Q(company__isnull=False)
            ),
        ]
        indexes = [
            # A column of the board: open deals of a stage, those that came last first, imported ones below.
            models.Index(
                name="deal_open_by_stage",
                fields=["stage", "imported", "-stage_since_at"],
                condition=Q(status="open"),
            ),
            # Whatever a seller sees begins here: his own, by status.
            models.Index(name="deal_of_owner", fields=["owner", "status"]),
            # The list, whichever tab: in its own order fifty are soon found, and nothing is sorted.
            models.Index(name="deal_listed", fields=["imported", "-opened_on", "-id"]),
            # Count and sum of each column of the board without a look at the deals themselves. Not partial:
            # SQLite asks the row whether it is open when that is a parameter.
            models.Index(name="deal_sums", fields=["status", "stage", "monthly_minor"]),
            # Won and lost this month, of a quarter, of a year.
            models.Index(name="deal_closed", fields=["closed_on"], condition=Q(closed_on__isnull=False)),
            # What became of the leads of a source: likewise without the deals.
            models.Index(
                name="deal_of_lead", fields=["lead", "status", "stage", "monthly_minor", "closed_on"]
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("deals:deal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def decision_maker(self) -> str:
        """Return the decision-maker from its lead; the fields below come from it as well."""
        return self.lead.decision_maker if self.lead else ""

    @property
    def timing(self) -> str:
        return self.lead.timing if self.lead else ""

    @property
    def place(self) -> str:
        return self.lead.place if self.lead else ""

    @property
    def budget_minor(self) -> int | None:
        return self.lead.budget_minor if self.lead else None

    @property
    def minimum_price_told_minor(self) -> int | None:
        return self.lead.minimum_price_told_minor if self.lead else None

    def days_in_stage(self, on: date) -> int:
        """Whole days since the deal came to its stage; 0 on that day."""
        return max(0, (on - local_date(self.stage_since_at)).days)
