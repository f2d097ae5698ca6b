"""Who earns what, by which rule, and the payslip that explains it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from okno.compensation.queries import PayslipQuerySet
from okno.people.models import Role


class Plan(models.Model):
    """Agreed in writing, for a person or a role, in versions with dates (E1). No rule changes backwards."""

    name = models.CharField(_("name"), max_length=200)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="plans")
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    agreed_on = models.DateField(_("agreed on"))
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("until"), null=True)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="plan_for_person_or_role",
                condition=Q(employee__isnull=False, role="") | (Q(employee__isnull=True) & ~Q(role="")),
            ),
            models.CheckConstraint(
                name="plan_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="plan_agreed_before_start", condition=Q(agreed_on__lte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, v{self.version}"


class Component(models.Model):
    """One clause of a plan: its kind and its figures (E2)."""

    class Kind(models.TextChoices):
        BASE = "base", _("Base")
        JUDGEMENT = "judgement", _("Bonus by judgement")
        ATTRACTION = "attraction", _("Attraction")
        ONBOARDING = "onboarding", _("Onboarding")
        UPKEEP = "upkeep", _("Upkeep")
        ADVERTISING = "advertising", _("Own advertising")
        CORRECTION = "correction", _("Correction of an earlier month")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="components")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    amount_minor = models.BigIntegerField(_("amount"), null=True)
    max_minor = models.BigIntegerField(_("at most"), null=True)
    rate_bp = models.PositiveIntegerField(_("rate"), null=True)
    instalments = models.BooleanField(_("in two parts"), default=False)
    service_months = models.PositiveSmallIntegerField(_("service months"), null=True)
    needs_report = models.BooleanField(_("needs the report handed in"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="component_once_per_plan", fields=["plan", "kind"]),
            models.CheckConstraint(
                name="component_has_its_figure",
                condition=Q(kind="base", amount_minor__isnull=False)
                | Q(kind="judgement", max_minor__isnull=False)
                | Q(kind__in=["attraction", "onboarding", "upkeep"], rate_bp__isnull=False)
                | Q(kind="advertising"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Payslip(models.Model):
    """One person's month. Drawn anew as often as wanted while open; locked never changes (guard 7)."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        LOCKED = "locked", _("locked")

    TRANSITIONS = {("open", "locked")}

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="payslips")
    month_on = models.DateField(_("month"))
    status = models.CharField(_("status"), max_length=6, choices=Status, default=Status.OPEN)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    payable_minor = models.BigIntegerField(_("payable"), default=0)
    held_minor = models.BigIntegerField(_("held"), default=0)
    advertising_carried_minor = models.BigIntegerField(
        _("own advertising carried to the next month"), default=0
    )
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
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.month_on:%Y-%m}"


class EarningLine(models.Model):
    """One line of a payslip and how it came about (E5, E6).

    `explanation` is {"steps": [...], "links": [...]}: arithmetic as data and what the line stands on.
    """

    class Status(models.TextChoices):
        PAYABLE = "payable", _("payable")
        HELD = "held", _("held")

    payslip = models.ForeignKey(Payslip, on_delete=models.PROTECT, related_name="lines")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("for what"), max_length=12, choices=Component.Kind)
    part = models.CharField(max_length=10, blank=True)
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="+")
    contract = models.ForeignKey("contracts.Contract", on_delete=models.PROTECT, null=True, related_name="+")
    base_minor = models.BigIntegerField(_("base"))
    rate_bp = models.PositiveIntegerField(_("rate"), null=True)
    amount_minor = models.BigIntegerField(_("amount"))
    status = models.CharField(_("status"), max_length=7, choices=Status)
    held_reason = models.CharField(_("why held"), max_length=300, blank=True)
    corrects_month_on = models.DateField(_("corrects"), null=True)
    explanation = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="earning_held_has_reason",
                condition=(Q(status="held") & ~Q(held_reason="")) | Q(status="payable", held_reason=""),
            ),
            models.CheckConstraint(
                name="earning_explained_by_rule", condition=Q(component__isnull=False) | Q(kind="correction")
            ),
            models.CheckConstraint(
                name="earning_correction_names_month",
                condition=~Q(kind="correction") | Q(corrects_month_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Judgement(models.Model):
    """The head's bonus for a month, from zero to the plan's maximum (E2)."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="judgements")
    month_on = models.DateField()
    amount_minor = models.BigIntegerField(_("amount"))
    reason = models.CharField(_("for what"), max_length=500)
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="judgement_once_a_month", fields=["employee", "month_on"]),
            models.CheckConstraint(name="judgement_not_negative", condition=Q(amount_minor__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.employee}: {self.amount_minor}"


class OwnAdvertising(models.Model):
    """Paid advertising that a person chose to buy; taken from his attraction bonus (E2)."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="own_advertising")
    month_on = models.DateField()
    what = models.CharField(_("what"), max_length=200)
    amount_minor = models.BigIntegerField(_("amount"))
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["month_on", "id"]
        constraints = [
            models.CheckConstraint(name="own_advertising_positive", condition=Q(amount_minor__gt=0))
        ]

    def __str__(self) -> str:
        return self.what


class AttractionReport(models.Model):
    """A person's report on attracted clients; a bonus needs it handed in on time (E2)."""

    employee = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, related_name="attraction_reports"
    )
    month_on = models.DateField()
    handed_in_on = models.DateField(_("handed in on"))
    text = models.TextField(_("text"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="attraction_report_once", fields=["employee", "month_on"])
        ]

    def __str__(self) -> str:
        return f"{self.employee}: {self.month_on:%Y-%m}"
