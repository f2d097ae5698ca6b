"""Inputs of pay beside the facts: the head's bonus, own advertising, the report."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DiscretionaryBonus(models.Model):
    """The head's bonus for a month, from zero to the plan's maximum (E2)."""

    employee = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, related_name="discretionary_bonuses"
    )
    month_on = models.DateField(_("month"))
    amount_minor = models.BigIntegerField(_("amount"))
    reason = models.CharField(_("for what"), max_length=500)
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # A bonus at discretion is one sum a month, changed and not added to: its reason stands beside it.
            models.UniqueConstraint(name="judgement_once_a_month", fields=["employee", "month_on"]),
            models.CheckConstraint(name="judgement_not_negative", condition=Q(amount_minor__gte=0)),
            models.CheckConstraint(name="judgement_month_is_first_day", condition=Q(month_on__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.month_on:%Y-%m}"


class OwnAdvertising(models.Model):
    """Paid advertising that an employee chose to buy; deducted from their attraction bonus (E2)."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="own_advertising")
    month_on = models.DateField(_("month"))
    what = models.CharField(_("what"), max_length=200)
    amount_minor = models.BigIntegerField(_("amount"))
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["month_on", "id"]
        constraints = [
            models.CheckConstraint(name="own_advertising_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(name="own_advertising_month_is_first_day", condition=Q(month_on__day=1)),
        ]

    def __str__(self) -> str:
        return self.what


class AttractionReport(models.Model):
    """An employee's report on attracted clients; bonuses need it handed in on time (E2)."""

    employee = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, related_name="attraction_reports"
    )
    month_on = models.DateField(_("month"))
    handed_in_on = models.DateField(_("handed in on"))
    text = models.TextField(_("text"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="attraction_report_once", fields=["employee", "month_on"]),
            models.CheckConstraint(name="attraction_report_month_is_first_day", condition=Q(month_on__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.month_on:%Y-%m}"
