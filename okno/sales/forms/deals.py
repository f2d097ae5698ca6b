"""What people type of a deal on its way, and of the stages of the way."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.catalog.models import Service
from okno.people.models import Employee
from okno.sales.forms.fields import seller_choices, sellers
from okno.sales.models import PipelineStage
from okno.sales.pipeline.conditions import condition_choices
from okno.sales.pipeline.facts import LABELS
from okno.sales.pipeline.stage_fields import LABELS as STAGE_LABELS
from okno.sales.pipeline.stages import stage_choices
from okno.ui.fields import DateField, MoneyField, PercentField


class DealForm(forms.Form):
    """Every fact of a deal but its stage: another verb moves it."""

    title = forms.CharField(label=LABELS["title"], max_length=300)
    monthly_minor = MoneyField(label=LABELS["monthly_minor"], required=False, min_value=0)
    expected_on = DateField(label=LABELS["expected_on"], required=False)
    is_committed = forms.BooleanField(label=LABELS["is_committed"], required=False)
    service = forms.ModelChoiceField(
        label=LABELS["service"], queryset=Service.objects.none(), required=False, empty_label="—"
    )
    decision_maker = forms.CharField(label=LABELS["decision_maker"], max_length=200, required=False)
    budget_minor = MoneyField(label=LABELS["budget_minor"], required=False, min_value=0)
    minimum_price_told_minor = MoneyField(
        label=LABELS["minimum_price_told_minor"], required=False, min_value=0
    )
    timing = forms.CharField(label=LABELS["timing"], max_length=200, required=False)
    place = forms.CharField(label=LABELS["place"], max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = Service.objects.all()  # type: ignore[attr-defined]


def form_of(names: Iterable[str], data: Any, *, required: bool = False) -> DealForm:
    """The form with these fields only; the first is where one begins."""
    form = DealForm(data)
    form.fields = {name: form.fields[name] for name in names}
    for place, field in enumerate(form.fields.values()):
        field.required = field.required or required
        if place == 0:
            field.widget.attrs["autofocus"] = True
    return form


class StageForm(forms.Form):
    name = forms.CharField(label=STAGE_LABELS["name"], max_length=60, required=False)
    kind = forms.ChoiceField(
        label=STAGE_LABELS["kind"],
        choices=PipelineStage.Kind.choices,
        help_text=gettext_lazy("Losses at document approval are counted apart."),
    )
    probability_bp = PercentField(label=STAGE_LABELS["probability_bp"])
    rot_days = forms.IntegerField(label=STAGE_LABELS["rot_days"], min_value=1, initial=14)
    conditions = forms.MultipleChoiceField(
        label=STAGE_LABELS["conditions"],
        choices=condition_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class RemoveStageForm(forms.Form):
    """`to` is asked when deals stand in the stage."""

    to = forms.ChoiceField(label=gettext_lazy("Where its deals go"))

    def __init__(self, *args: Any, stage: PipelineStage, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in stage_choices() if one[0] != stage.code]
        self.fields["to"].choices = [("", "—"), *others]  # type: ignore[attr-defined]
        if not count:
            del self.fields["to"]


class MarkedForm(forms.Form):
    """What is done with the marked deals; each verb asks for its own field."""

    MOVE, GIVE, EXPECT, COMMIT, UNCOMMIT = "move", "give", "expect", "commit", "uncommit"
    ASKS = {MOVE: "stage", GIVE: "receiver", EXPECT: "expected_on"}

    do = forms.ChoiceField(choices=[(one, one) for one in (MOVE, GIVE, EXPECT, COMMIT, UNCOMMIT)])
    stage = forms.ChoiceField(label=LABELS["stage"], required=False)
    receiver = forms.ModelChoiceField(
        label=gettext_lazy("To whom"), queryset=Employee.objects.none(), required=False
    )
    expected_on = DateField(label=LABELS["expected_on"], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blank = [("", gettext_lazy("Choose the stage"))]
        self.fields["stage"].choices = [*blank, *stage_choices()]  # type: ignore[attr-defined]
        self.fields["receiver"].queryset = sellers()  # type: ignore[attr-defined]
        nobody = ("", gettext_lazy("Choose a person"))
        self.fields["receiver"].widget.choices = [nobody, *seller_choices()]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        asked = self.ASKS.get(given.get("do", ""))
        if asked and not given.get(asked) and asked not in self.errors:
            self.add_error(asked, _("Choose what the marked deals get."))
        return given


class HandOverDealsForm(forms.Form):
    receiver = forms.ModelChoiceField(label=gettext_lazy("To whom"), queryset=Employee.objects.none())
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = sellers()  # type: ignore[attr-defined]
