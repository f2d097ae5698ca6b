"""Forms of the manager and the status of a client, made for the keyboard."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.workdays import add_working_days, is_working_day, next_working_day
from okno.ground.ui.fields import DateField, MomentField
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS


class ManagerForm(forms.Form):
    """The form of setting a manager."""

    manager = forms.ModelChoiceField(label=_("Who keeps the client"), queryset=Employee.objects.none())
    starts_on = DateField(label=_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the sellers who work here, from today on."""
        super().__init__(*args, **kwargs)
        manager: Any = self.fields["manager"]
        manager.queryset = Employee.objects.working().with_role(*SELLERS)
        self.fields["starts_on"].initial = timezone.localdate


class StatusForm(forms.Form):
    """A status in plain words, the next step and its date."""

    status_text = forms.CharField(
        label=_("How things stand"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    next_step = forms.CharField(label=_("Next step"), max_length=500, required=False)
    next_step_on = DateField(label=_("By"), required=False)


@dataclass(frozen=True)
class QuickDay:
    """A date that one button of the form chooses and saves."""

    key: str
    label: Lazy
    on: date


def quick_days(today: date) -> list[QuickDay]:
    """Return tomorrow, in two days and in a week, moved to working days."""
    week = today + timedelta(days=7)
    return [
        QuickDay("tomorrow", _("tomorrow"), next_working_day(today)),
        QuickDay("two_days", _("in 2 days"), add_working_days(today, 2)),
        QuickDay("week", _("in a week"), week if is_working_day(week) else next_working_day(week)),
    ]


class StandingForm(StatusForm):
    """The status of a client in one line; a quick button's day beats the typed one.

    The next step stays as it was, so that Enter alone keeps it. `seen_at` is when the page was shown: what
    somebody else has written since is not overwritten unseen.
    """

    status_text = forms.CharField(
        label=_("How things stand"), max_length=500, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    seen_at = MomentField(required=False, widget=forms.HiddenInput)

    field_order = ["status_text", "next_step", "next_step_on"]

    def __init__(self, data: QueryDict | None = None, *, company: Company, at: datetime) -> None:
        """Fill in the current step and the next working day, and put the focus on the status."""
        today = local_date(at)
        self.quick_days = quick_days(today)
        ahead = company.next_step_on is not None and company.next_step_on > today
        initial = {
            "next_step": company.next_step,
            "next_step_on": company.next_step_on if ahead else next_working_day(today),
            "seen_at": at,
        }
        super().__init__(data, initial=initial, auto_id=f"id_{company.pk}_%s")
        if company.status_text:
            self.fields["status_text"].widget.attrs["placeholder"] = company.status_text
        self.fields["status_text"].widget.attrs["autofocus"] = True
        self.fields["next_step"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Return the fields with the day of the pressed button, and no day where there is no step."""
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        pressed = str(self.data.get("in_days", ""))
        chosen = next((day.on for day in self.quick_days if day.key == pressed), None)
        if chosen:
            fields["next_step_on"] = chosen
            self.errors.pop("next_step_on", None)
        if not fields.get("next_step"):
            # The day is offered; without a step it means nothing.
            fields["next_step_on"] = None
        return fields

    def know(self, seen_at: datetime) -> None:
        """Set `seen_at` in the data, so that the next press overwrites what was shown just now."""
        bound: Any = self
        bound.data = bound.data.copy()
        bound.data["seen_at"] = seen_at.isoformat()


class ClosingForm(StandingForm):
    """The same form at the end of a day, when no client is left without a next step (C5a)."""

    next_step = forms.CharField(
        label=_("Next step"),
        max_length=500,
        error_messages={"required": _("What comes next? No client stays without a next step.")},
    )
    next_step_on = DateField(label=_("By"))
