"""Agreements about pay: plans in versions, each made of components."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.money.compensation import amounts
from okno.money.compensation.queries import PlanQuerySet
from okno.team.people.models import Role


class Plan(models.Model):
    """A version of a pay plan, agreed in writing for an employee or a role; never changed backwards (E1)."""

    company = None

    name = models.CharField(_("name"), max_length=200)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="plans")
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    agreed_on = models.DateField(_("agreed on"))
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("until"), null=True)

    objects = PlanQuerySet.as_manager()

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
            # Nobody's pay is changed backwards: an agreement begins on its day or later (E1).
            models.CheckConstraint(
                name="plan_agreed_before_start", condition=Q(agreed_on__lte=F("starts_on"))
            ),
            models.UniqueConstraint(
                name="plan_one_open_for_person",
                fields=["employee"],
                condition=Q(ends_on__isnull=True, employee__isnull=False),
            ),
            models.UniqueConstraint(
                name="plan_one_open_for_role",
                fields=["role"],
                condition=Q(ends_on__isnull=True, employee__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("compensation:plan", args=[self.pk])


class Component(models.Model):
    """A clause of a plan: its kind and its figures (E2); fields are named as in `amounts.Component`."""

    class Kind(models.TextChoices):
        BASE = "base", _("Base")
        JUDGEMENT = "judgement", _("Bonus by judgement")
        ATTRACTION = "attraction", _("Attraction")
        ONBOARDING = "onboarding", _("Onboarding")
        UPKEEP = "upkeep", _("Upkeep")
        OWN_ADVERTISING = "own_advertising", _("Own advertising")
        REPORT_REQUIRED = "report_required", _("Report on attracted clients")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="components")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    amount_minor = models.BigIntegerField(_("amount"), default=0)
    rate_bp = models.PositiveIntegerField(_("rate"), default=0)
    with_instalments = models.BooleanField(_("in two parts"), default=False)
    service_months = models.PositiveSmallIntegerField(_("service months"), default=3)
    probation_months = models.PositiveSmallIntegerField(_("months of probation"), default=0)
    due_day = models.PositiveSmallIntegerField(_("day of the next month"), default=5)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="component_once_per_plan", fields=["plan", "kind"]),
            # A kind of pay takes a sum or a rate, never both: the one that is not its own is nought.
            models.CheckConstraint(
                name="component_has_its_figure",
                condition=Q(kind__in=["base", "judgement"], amount_minor__gte=0, rate_bp=0)
                | Q(kind__in=["attraction", "onboarding", "upkeep"], amount_minor=0, rate_bp__gt=0)
                | Q(kind__in=["own_advertising", "report_required"], amount_minor=0, rate_bp=0),
            ),
            models.CheckConstraint(name="component_rate_at_most_all", condition=Q(rate_bp__lte=10_000)),
            # Until the 28th, a day that every month has.
            models.CheckConstraint(
                name="component_time_makes_sense",
                condition=Q(service_months__gte=1, due_day__gte=1, due_day__lte=28),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def as_rule(self) -> amounts.Component:
        """Return the clause as the arithmetic takes it, with the plan's dates."""
        return amounts.Component(
            kind=amounts.ComponentKind(self.kind),
            starts_on=self.plan.starts_on,
            ends_on=self.plan.ends_on,
            amount_minor=self.amount_minor,
            rate_bp=self.rate_bp,
            with_instalments=self.with_instalments,
            service_months=self.service_months,
            probation_months=self.probation_months,
            due_day=self.due_day,
        )
