"""An employee's month of pay and the lines that explain it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okno.ground.kernel.dates import Period, month_of
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.money.compensation.models.plans import Component, Plan
from okno.money.compensation.queries import PayslipQuerySet


class Payslip(models.Model):
    """An employee's month of pay; drawn anew any number of times while open, final once locked (guard 7).

    `payable_minor` is the sum of the payable lines. Sums beyond the month's bonuses are carried to the next.
    """

    class Status(StatusChoices):
        OPEN = "open", Tone.NEW, pgettext_lazy("payslip", "open")
        LOCKED = "locked", Tone.GOOD, pgettext_lazy("payslip", "locked")

    TRANSITIONS = {("open", "locked")}

    company = None

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="payslips")
    month_on = models.DateField(_("month"))
    status = models.CharField(_("status"), max_length=6, choices=Status, default=Status.OPEN)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    payable_minor = models.BigIntegerField(_("payable"), default=0)
    earned_minor = models.BigIntegerField(_("earned, waits for its condition"), default=0)
    held_minor = models.BigIntegerField(_("held back"), default=0)
    advertising_carried_minor = models.BigIntegerField(
        _("own advertising carried to the next month"), default=0
    )
    overpaid_carried_minor = models.BigIntegerField(_("overpaid, carried to the next month"), default=0)
    drawn_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")

    objects = PayslipQuerySet.as_manager()

    class Meta:
        ordering = ["-month_on", "employee__name"]
        constraints = [
            models.UniqueConstraint(name="payslip_once_a_month", fields=["employee", "month_on"]),
            models.CheckConstraint(
                name="payslip_locked_has_date",
                condition=Q(status="open", locked_at__isnull=True)
                | Q(status="locked", locked_at__isnull=False),
            ),
            models.CheckConstraint(name="payslip_month_is_first_day", condition=Q(month_on__day=1)),
            models.CheckConstraint(
                name="payslip_carries_no_less_than_nothing",
                condition=Q(advertising_carried_minor__gte=0, overpaid_carried_minor__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.month_on:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("compensation:payslip", args=[self.pk])

    @property
    def month(self) -> Period:
        return month_of(self.month_on)

    @property
    def is_locked(self) -> bool:
        return self.status == self.Status.LOCKED


class EarningLine(models.Model):
    """A line of a payslip with its explanation (E5, E6).

    `explanation` is `Explained.as_data()` with `links` [[kind, id], …], `receipts` (money received, for
    lines that rest on payments) and `wait_until_on`. Only payable lines are paid; a line with
    `corrects_month_on` corrects a locked month in a later one.
    """

    class Kind(models.TextChoices):
        BASE = "base", _("Base")
        JUDGEMENT = "judgement", _("Bonus by judgement")
        ATTRACTION = "attraction", _("Attraction")
        ONBOARDING = "onboarding", _("Onboarding")
        UPKEEP = "upkeep", _("Upkeep")
        OWN_ADVERTISING = "own_advertising", _("Own advertising")
        OVERPAID = "overpaid", _("Overpaid earlier")

    class Part(models.TextChoices):
        FIRST = "first", _("first part")
        SECOND = "second", _("second part")
        ONCE = "once", _("at once")

    class Status(StatusChoices):
        EARNED = "earned", Tone.NEW, _("earned, not yet payable")
        PAYABLE = "payable", Tone.RUN, _("payable")
        HELD = "held", Tone.WAIT, _("held back")

    class Reason(models.TextChoices):
        START = "start", _("the service has not begun yet")
        FIRST_MONTH = "first_month", _("the client has not paid his first month yet")
        SERVICE_MONTHS = "service_months", _("the service months have not passed yet")
        REPORT_MISSING = "report_missing", _("the report on attracted clients is not handed in")
        REPORT_LATE = "report_late", _("the report on attracted clients was handed in late")

    payslip = models.ForeignKey(Payslip, on_delete=models.PROTECT, related_name="lines")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("for what"), max_length=15, choices=Kind)
    part = models.CharField(max_length=6, choices=Part, blank=True)
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="+")
    contract = models.ForeignKey("contracts.Contract", on_delete=models.PROTECT, null=True, related_name="+")
    base_minor = models.BigIntegerField(_("base"))
    rate_bp = models.PositiveIntegerField(_("rate"), null=True)
    amount_minor = models.BigIntegerField(_("amount"))
    status = models.CharField(_("status"), max_length=7, choices=Status)
    reason = models.CharField(_("why not yet"), max_length=14, choices=Reason, blank=True)
    corrects_month_on = models.DateField(_("corrects"), null=True)
    explanation = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            # Whatever is not paid now says why, in a code that the payslip tells in words.
            models.CheckConstraint(
                name="earning_not_payable_has_reason",
                condition=Q(status="payable", reason="")
                | Q(status="held", reason__in=["report_missing", "report_late"])
                | Q(status="earned", reason__in=["start", "first_month", "service_months"]),
            ),
            # No sum without a rule: what was overpaid and is taken back is the one exception (E6).
            models.CheckConstraint(
                name="earning_explained_by_rule", condition=Q(component__isnull=False) | Q(kind="overpaid")
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
