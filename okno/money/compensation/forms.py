"""Forms of pay."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.fields import DateField, MoneyField, MonthField, PercentField
from okno.money.compensation.amounts import Component, ComponentKind, reference_plan, reference_plan_at_once
from okno.money.compensation.models import Plan
from okno.team.people.models import Employee, Role

Kind = ComponentKind
PRESETS = {"instalments": reference_plan, "at-once": reference_plan_at_once}


class MonthForm(forms.Form):
    month_on = MonthField(label=_("Month"))


class JudgeForm(forms.Form):
    amount_minor = MoneyField(label=_("Amount"), min_value=0)
    reason = forms.CharField(label=_("For what"), max_length=500)


class AdvertisingForm(forms.Form):
    what = forms.CharField(label=_("What was bought"), max_length=200)
    amount_minor = MoneyField(label=_("What it cost"))


class ReportForm(forms.Form):
    month_on = MonthField(label=_("Month"))
    text = forms.CharField(label=_("Whom you attracted and how"), widget=forms.Textarea(attrs={"rows": 6}))


class PlanForm(forms.Form):
    """Every clause of a plan; an empty figure leaves its clause out."""

    name = forms.CharField(label=_("Name of the plan"), max_length=200)
    agreed_on = DateField(label=_("Agreed on"))
    starts_on = DateField(label=_("In force from"))
    base = MoneyField(label=_("Base, net a month"), min_value=0, required=False)
    judgement = MoneyField(label=_("Bonus by judgement, at most"), min_value=0, required=False)
    probation_months = forms.IntegerField(
        label=_("Months of probation before it"), min_value=0, max_value=12, initial=3, required=False
    )
    attraction = PercentField(label=_("Attraction, % of the fee"), min_value=1, required=False)
    onboarding = PercentField(label=_("Onboarding, % of the fee"), min_value=1, required=False)
    with_instalments = forms.BooleanField(label=_("Both in two parts"), required=False)
    upkeep = PercentField(label=_("Upkeep, % of money received"), min_value=1, required=False)
    service_months = forms.IntegerField(
        label=_("Service months"), min_value=1, max_value=24, initial=3, required=False
    )
    own_advertising = forms.BooleanField(label=_("Own advertising is taken from attraction"), required=False)
    report_required = forms.BooleanField(
        label=_("Bonuses need the report on attracted clients"), required=False
    )
    due_day = forms.IntegerField(
        label=_("Report by this day of the next month"), min_value=1, max_value=28, initial=5, required=False
    )

    def components(self) -> list[Component]:
        """Return the clauses filled in; the plan sets their dates."""
        typed = self.cleaned_data
        count = typed["service_months"] or 3
        figures_by_kind: dict[ComponentKind, dict[str, Any]] = {
            Kind.BASE: {"amount_minor": typed["base"]},
            Kind.JUDGEMENT: {
                "amount_minor": typed["judgement"],
                "probation_months": typed["probation_months"] or 0,
            },
            Kind.ATTRACTION: {"rate_bp": typed["attraction"], "with_instalments": typed["with_instalments"]},
            Kind.ONBOARDING: {"rate_bp": typed["onboarding"], "with_instalments": typed["with_instalments"]},
            Kind.UPKEEP: {"rate_bp": typed["upkeep"]},
        }
        clauses = [
            Component(kind, typed["starts_on"], service_months=count, **figures)
            for kind, figures in figures_by_kind.items()
            if None not in figures.values()
        ]
        if typed["own_advertising"]:
            clauses.append(Component(Kind.OWN_ADVERTISING, typed["starts_on"]))
        if typed["report_required"]:
            clauses.append(Component(Kind.REPORT_REQUIRED, typed["starts_on"], due_day=typed["due_day"] or 5))
        return clauses


class AgreePlanForm(PlanForm):
    """A new plan: for one person or for one role."""

    employee = forms.ModelChoiceField(
        Employee.objects.working(), label=_("For one person"), required=False, empty_label="—"
    )
    role = forms.ChoiceField(label=_("Or for a role"), choices=[("", "—"), *Role.choices], required=False)
    field_order = ["name", "employee", "role"]


def typed_of(components: list[Component]) -> dict[str, Any]:
    """Return the form's initial values for a plan of these clauses."""
    values: dict[str, Any] = {"service_months": 3, "probation_months": 3, "due_day": 5}
    for component in components:
        match component.kind:
            case Kind.BASE | Kind.JUDGEMENT:
                values[component.kind.value] = component.amount_minor
            case Kind.ATTRACTION | Kind.ONBOARDING | Kind.UPKEEP:
                values[component.kind.value] = component.rate_bp
                values["service_months"] = component.service_months
            case _other:
                values[component.kind.value] = True
        if component.kind == Kind.JUDGEMENT:
            values["probation_months"] = component.probation_months
        if component.kind == Kind.ATTRACTION:
            values["with_instalments"] = component.with_instalments
        if component.kind == Kind.REPORT_REQUIRED:
            values["due_day"] = component.due_day
    return values


def typed_of_plan(plan: Plan) -> dict[str, Any]:
    """Return the form's initial values for the next version of the plan."""
    rows = plan.components.select_related("plan")
    return typed_of([row.as_rule() for row in rows]) | {"name": plan.name}
