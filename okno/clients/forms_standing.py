"""Where a client stands, in one line: the status, the next step and its day, by keys alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.clients.forms import StatusForm
from okno.clients.models import Company
from okno.kernel.clock import local_date
from okno.kernel.workdays import add_working_days, is_working_day, next_working_day
from okno.ui.fields import DateField, MomentField


@dataclass(frozen=True)
class QuickDay:
    """A day that one button means; the button saves with it."""

    key: str
    label: Lazy
    on: date


def quick_days(today: date) -> list[QuickDay]:
    """Tomorrow, in two days and in a week, as people work: never a day off."""
    week = today + timedelta(days=7)
    return [
        QuickDay("tomorrow", _("tomorrow"), next_working_day(today)),
        QuickDay("two_days", _("in 2 days"), add_working_days(today, 2)),
        QuickDay("week", _("in a week"), week if is_working_day(week) else next_working_day(week)),
    ]


class StandingForm(StatusForm):
    """The step stands as it was, so that Enter alone keeps it; a quick button's day beats the typed one.

    `seen_at` is when the page was shown: what another has written since is not overwritten unseen.
    """

    status_text = forms.CharField(
        label=_("How things stand"), max_length=500, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    seen_at = MomentField(required=False, widget=forms.HiddenInput)

    field_order = ["status_text", "next_step", "next_step_on"]

    def __init__(self, data: QueryDict | None = None, *, company: Company, at: datetime) -> None:
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
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        pressed = str(self.data.get("in_days", ""))
        chosen = next((day.on for day in self.quick_days if day.key == pressed), None)
        if chosen:
            asked["next_step_on"] = chosen
            self.errors.pop("next_step_on", None)
        if not asked.get("next_step"):
            # The day is offered; without a step it means nothing.
            asked["next_step_on"] = None
        return asked

    def know(self, seen_at: datetime) -> None:
        """The next press writes over what was shown just now."""
        bound: Any = self
        bound.data = bound.data.copy()
        bound.data["seen_at"] = seen_at.isoformat()


class ClosingForm(StandingForm):
    """At the end of the day no client is left without a next step (C5a)."""

    next_step = forms.CharField(
        label=_("Next step"),
        max_length=500,
        error_messages={"required": _("What comes next? No client stays without a next step.")},
    )
    next_step_on = DateField(label=_("By"))
