"""What people type of a deal on its way, and of the stages of the way."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.attract.deals.actions.lose_deal import ATTITUDES
from okno.attract.deals.losses import competitors_named, grouped_choices, reason_tree
from okno.attract.deals.models import Deal
from okno.attract.deals.pipeline.facts import LABELS
from okno.attract.deals.pipeline.stages import stage_choices
from okno.attract.leads.forms.fields import BLANK, seller_choices, sellers
from okno.ground.ui.fields import DateField, MoneyField
from okno.records.catalog.models import Service
from okno.team.people.models import Employee


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
    """Return the form with these fields only; the first has the focus."""
    form = DealForm(data)
    form.fields = {name: form.fields[name] for name in names}
    for place, field in enumerate(form.fields.values()):
        field.required = field.required or required
        if place == 0:
            field.widget.attrs["autofocus"] = True
    return form


class MarkedForm(forms.Form):
    """What is done with the marked deals; each verb asks for its own field."""

    MOVE, GIVE, EXPECT, COMMIT, UNCOMMIT = "move", "give", "expect", "commit", "uncommit"
    ASKS = {MOVE: "stage", GIVE: "receiver", EXPECT: "expected_on"}

    do = forms.ChoiceField(choices=[(verb, verb) for verb in (MOVE, GIVE, EXPECT, COMMIT, UNCOMMIT)])
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
        typed: dict[str, Any] = super().clean() or {}
        needed = self.ASKS.get(typed.get("do", ""))
        if needed and not typed.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Choose what the marked deals get."))
        return typed


class HandOverDealsForm(forms.Form):
    receiver = forms.ModelChoiceField(label=gettext_lazy("To whom"), queryset=Employee.objects.none())
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = sellers()  # type: ignore[attr-defined]


class ReasonSelect(forms.Select):
    """An option that asks who won carries `data-asks`: sales.css opens the competitor by it."""

    asking: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.asking:
            option["attrs"]["data-asks"] = ""
        return option


class LoseDealForm(forms.Form):
    """Keyboard first: the reason by its first letters, the attitude by arrows, Ctrl+Enter sends."""

    reason = forms.ChoiceField(label=gettext_lazy("Why the deal is lost"), widget=ReasonSelect)
    competitor = forms.CharField(
        label=gettext_lazy("Who won it"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "competitors", "autocomplete": "off"}),
    )
    is_untold = forms.BooleanField(label=gettext_lazy("the client did not say who"), required=False)
    attitude = forms.ChoiceField(
        label=gettext_lazy("How the client feels about us"),
        choices=[choice for choice in Deal.Attitude.choices if choice[0] in ATTITUDES],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("In his words"), max_length=500, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, reader: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = reason_tree()
        field: Any = self.fields["reason"]
        field.choices = [*BLANK, *grouped_choices(tree)]
        field.widget.asking = frozenset(
            branch.reason.code for top in tree for branch in top.walk() if branch.asks
        )
        self.competitors = competitors_named(reader)

    def add_error(self, field: str | None, error: Any) -> None:
        """Add an error; the first wrong field takes the focus, for nobody scrolls to it in a dialog."""
        if field in self.fields and not self.errors:
            self.fields[field].widget.attrs["autofocus"] = True
        super().add_error(field, error)

    def outcome(self) -> dict[str, Any]:
        """Return what the action takes: a competitor that the client did not name is None."""
        typed = dict(self.cleaned_data)
        is_untold = typed.pop("is_untold") and not typed["competitor"]
        return {**typed, "competitor": None if is_untold else typed["competitor"]}
