"""What a head types about the rules of assignment."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from okno.catalog.models import Service
from okno.people.models import Employee
from okno.sales.assignment.drafts import MOST_MINUTES, MOST_OPEN, MOST_PASSES, GivenRule, GivenShare
from okno.sales.forms.fields import sellers
from okno.sales.models import AssignmentRule, Lead, Nature
from okno.ui.fields import RowsField

LINES = gettext_lazy(
    "One to a line; it is enough that one of them is met. "
    "Case does not matter, nor do the dots of the Russian yo."
)
WHOLE = forms.NumberInput(attrs={"inputmode": "numeric"})


class TimingForm(forms.Form):
    answer_minutes = forms.IntegerField(
        label=gettext_lazy("Working minutes to the first answer"),
        min_value=0,
        max_value=MOST_MINUTES,
        help_text=gettext_lazy("After them an unanswered lead goes to the next; 0: never."),
    )
    most_passes = forms.IntegerField(
        label=gettext_lazy("Passes on at most, times"),
        min_value=0,
        max_value=MOST_PASSES,
        help_text=gettext_lazy("Then the head is told."),
    )


class RuleForm(forms.Form):
    """Conditions, and a line of weight and fullness for each seller; an empty weight: he takes none by it."""

    name = forms.CharField(label=gettext_lazy("Name of the rule"), max_length=100)
    natures = forms.MultipleChoiceField(
        label=gettext_lazy("Nature"),
        choices=Nature.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Channel"),
        choices=Lead.Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    services = RowsField(
        label=gettext_lazy("Service"),
        queryset=Service.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    places = forms.CharField(
        label=gettext_lazy("Regions: words of where"),
        required=False,
        help_text=LINES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    campaigns = forms.CharField(
        label=gettext_lazy("Campaigns: words of the name"),
        required=False,
        help_text=LINES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rule: AssignmentRule | None = None, seen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].queryset = Service.objects.all()  # type: ignore[attr-defined]
        shares = {one.employee_id: one for one in rule.shares.all()} if rule else {}
        self.people: list[Employee] = list(sellers())
        for person in self.people:
            known = shares.get(person.pk)
            self._add(f"weight_{person.pk}", 100, known.weight if known else None)
            self._add(f"full_{person.pk}", MOST_OPEN, known.most_open if known else None)
        if rule:
            plain = ("name", "natures", "channels", "services")
            self.initial = {name: getattr(rule, name) for name in plain} | {"seen": seen}
            self.initial |= {name: "\n".join(getattr(rule, name)) for name in ("places", "campaigns")}

    def _add(self, name: str, most: int, initial: int | None) -> None:
        self.fields[name] = forms.IntegerField(
            required=False, min_value=1, max_value=most, initial=initial, widget=WHOLE
        )

    def conditions(self) -> list[BoundField]:
        return [self[name] for name in ("natures", "channels", "services", "places", "campaigns")]

    def rows(self) -> Iterator[tuple[Employee, BoundField, BoundField]]:
        """Each seller with his weight and the number at which he is full."""
        for person in self.people:
            yield person, self[f"weight_{person.pk}"], self[f"full_{person.pk}"]

    def given(self) -> GivenRule:
        typed = self.cleaned_data
        return GivenRule(
            name=typed["name"],
            natures=typed["natures"],
            channels=typed["channels"],
            services=[one.pk for one in typed["services"]],
            places=typed["places"].splitlines(),
            campaigns=typed["campaigns"].splitlines(),
            shares=[
                GivenShare(person, typed[f"weight_{person.pk}"], typed[f"full_{person.pk}"])
                for person in self.people
                if typed[f"weight_{person.pk}"]
            ],
        )
