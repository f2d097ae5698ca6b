"""Forms of the rules of assignment."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from okno.attract.assignment.drafts import MOST_MINUTES, MOST_OPEN, MOST_PASSES, RuleDraft, ShareDraft
from okno.attract.assignment.models import AssignmentRule
from okno.attract.leads.forms.fields import sellers
from okno.attract.leads.models import Lead, SourceType
from okno.ground.ui.fields import RowsField
from okno.records.catalog.models import Service
from okno.team.people.models import Employee

LINES = gettext_lazy(
    "One to a line; it is enough that one of them is met. "
    "Case does not matter, nor do the dots of the Russian yo."
)
WHOLE = forms.NumberInput(attrs={"inputmode": "numeric"})


class TimingForm(forms.Form):
    """The time to the first response, and the limit of reassignments."""

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
    """A rule: its conditions, and weight and limit of each seller; without a weight the seller takes none."""

    name = forms.CharField(label=gettext_lazy("Name of the rule"), max_length=100)
    source_types = forms.MultipleChoiceField(
        label=gettext_lazy("Nature"),
        choices=SourceType.choices,
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
        self.rule = rule
        self.fields["services"].queryset = Service.objects.all()  # type: ignore[attr-defined]
        shares = {row.employee_id: row for row in rule.shares.all()} if rule else {}
        self.people: list[Employee] = list(sellers())
        for person in self.people:
            share = shares.get(person.pk)
            self._add(f"weight_{person.pk}", 100, share.weight if share else None)
            self._add(f"full_{person.pk}", MOST_OPEN, share.most_open if share else None)
        if rule:
            plain = ("name", "source_types", "channels", "services")
            self.initial = {name: getattr(rule, name) for name in plain} | {"seen": seen}
            self.initial |= {name: "\n".join(getattr(rule, name)) for name in ("places", "campaigns")}

    def _add(self, name: str, most: int, initial: int | None) -> None:
        self.fields[name] = forms.IntegerField(
            required=False, min_value=1, max_value=most, initial=initial, widget=WHOLE
        )

    def conditions(self) -> list[BoundField]:
        """Return the fields of the conditions."""
        return [self[name] for name in ("source_types", "channels", "services", "places", "campaigns")]

    def rows(self) -> Iterator[tuple[Employee, BoundField, BoundField]]:
        """Yield each seller with the fields of the weight and of the number at which they are full."""
        for person in self.people:
            yield person, self[f"weight_{person.pk}"], self[f"full_{person.pk}"]

    def draft(self) -> RuleDraft:
        """Return the rule that was typed."""
        typed = self.cleaned_data
        return RuleDraft(
            key=self.rule.pk if self.rule else None,
            seen=typed["seen"],
            name=typed["name"],
            source_types=typed["source_types"],
            channels=typed["channels"],
            services=[service.pk for service in typed["services"]],
            places=typed["places"].splitlines(),
            campaigns=typed["campaigns"].splitlines(),
            shares=[
                ShareDraft(person, typed[f"weight_{person.pk}"], typed[f"full_{person.pk}"])
                for person in self.people
                if typed[f"weight_{person.pk}"]
            ],
        )


class GiveOutLeadsForm(forms.Form):
    """The employee who gets the marked leads."""

    to = forms.ModelChoiceField(label=gettext_lazy("To whom"), queryset=Employee.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = sellers()  # type: ignore[attr-defined]


class AssignLeadForm(forms.Form):
    """The employee who gets the lead."""

    to = forms.ModelChoiceField(label=gettext_lazy("To whom"), queryset=Employee.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = sellers()  # type: ignore[attr-defined]
