"""Sales plans, and the history of the forecast (L6)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.dates import month_key
from okno.money.plans.queries import SalesPlanQuerySet


class PlanSpan(models.TextChoices):
    """The length of a plan's period."""

    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")


class SalesPlan(models.Model):
    """The target of a month or a quarter: monthly fees of deals won in it, in minor units.

    It is for one person (`employee`), for a head's team (`team_of`), or, with neither, for the whole company.
    A plan is replaced, never deleted: `replaced_at` marks the older one.
    """

    Span = PlanSpan

    company = None

    employee = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, blank=True, related_name="sales_plans"
    )
    team_of = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, blank=True, related_name="team_plans"
    )
    span = models.CharField(_("for"), max_length=7, choices=Span)
    starts_on = models.DateField(_("from"))
    target_minor = models.BigIntegerField(_("plan, a month's fees"))
    set_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(_("set at"))
    replaced_at = models.DateTimeField(_("replaced at"), null=True, blank=True)

    objects = SalesPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "span", "id"]
        constraints = [
            models.UniqueConstraint(
                name="sales_plan_of_person_once",
                fields=["employee", "span", "starts_on"],
                condition=Q(employee__isnull=False, replaced_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="sales_plan_of_team_once",
                fields=["team_of", "span", "starts_on"],
                condition=Q(team_of__isnull=False, replaced_at__isnull=True),
            ),
            # Three constraints for one rule: in SQL two NULLs are never equal, so one over all the columns
            # would hold nothing.
            models.UniqueConstraint(
                name="sales_plan_of_company_once",
                fields=["span", "starts_on"],
                condition=Q(employee__isnull=True, team_of__isnull=True, replaced_at__isnull=True),
            ),
            models.CheckConstraint(
                name="sales_plan_of_one", condition=Q(employee__isnull=True) | Q(team_of__isnull=True)
            ),
            models.CheckConstraint(name="sales_plan_not_negative", condition=Q(target_minor__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.span}"

    def get_absolute_url(self) -> str:
        """Return the address of the report on the plan's progress."""
        of = f"team-{self.team_of_id}" if self.team_of_id else "company"
        of = f"person-{self.employee_id}" if self.employee_id else of
        query = urlencode({"of": of, "span": self.span, "month": month_key(self.starts_on)})
        return f"{reverse('reports:plan')}?{query}"


class ForecastSnapshot(models.Model):
    """The forecast on a day of one month of one person: rows add up to the team's and the company's.

    `employee` None: deals without an owner. Sums are monthly fees in minor units.
    """

    taken_on = models.DateField(_("thought on"))
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    month_on = models.DateField(_("about the month"))
    won_minor = models.BigIntegerField(default=0)
    committed_minor = models.BigIntegerField(default=0)
    weighted_minor = models.BigIntegerField(default=0)
    open_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["taken_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="forecast_snapshot_once", fields=["taken_on", "employee", "month_on"]
            ),
            # For the deals of nobody, whose owner is NULL: the constraint above does not hold them.
            models.UniqueConstraint(
                name="forecast_snapshot_of_nobody_once",
                fields=["taken_on", "month_on"],
                condition=Q(employee__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken_on}: {self.month_on}"
