"""Forms about promises."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from okno.ground.journal.forms import OnceField
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.workdays import add_working_days, next_working_day
from okno.ground.ui.fields import DateField, MomentField
from okno.team.people.models import Employee, Role
from okno.team.promises.client_field import ClientField
from okno.team.promises.models import LadderSettings, Promise
from okno.team.promises.words import moment_text

LAST_HOUR = 18


def next_date(due_at: datetime, at: datetime) -> datetime:
    """Return the date that the form of moving offers: one working day later, at the same local hour."""
    local = timezone.localtime(due_at)
    later = add_working_days(max(local_date(due_at), local_date(at)), 1)
    return at_hour(later, local.hour, local.minute)


def _working() -> Any:
    """Return the employees who work here now."""
    return Employee.objects.working()


class PromiseForm(forms.Form):
    """The form of a new promise."""

    what = forms.CharField(label=_("What is promised"), max_length=500)
    kind = forms.ChoiceField(label=_("What it is"), choices=Promise.Kind.choices)
    due_at = MomentField(label=_("Due by"))
    company = ClientField(
        label=_("To which client"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Name or INN")}),
    )
    colleague = forms.ModelChoiceField(
        label=_("To which colleague"), queryset=Employee.objects.none(), required=False
    )
    owner = forms.ModelChoiceField(label=_("Whose promise"), queryset=Employee.objects.none())
    once = OnceField()

    def __init__(self, reader: Employee, data: Any = None, *, company: Any = None, kind: str = "act") -> None:
        """Fill in the defaults: the reader's own promise, due on the evening of the next working day.

        With `company` the promise is made on the client's page, and the field is left out.
        """
        if data is not None and "kind" not in data:
            data = data.copy()
            data["kind"] = kind
        evening = at_hour(next_working_day(local_date(timezone.now())), LAST_HOUR)
        super().__init__(data, initial={"owner": reader, "kind": kind, "due_at": evening})
        fields: Any = self.fields
        fields["owner"].queryset = fields["colleague"].queryset = _working()
        fields["company"].reader = reader
        if company is not None:
            del self.fields["company"]


class VerbForm(forms.Form):
    """The form of one action on one promise; element ids bear its key, as many lines stand on one page.

    `seen` is the state of the promise when the form was opened: when somebody changes it meanwhile, the
    second writer is told what has changed, keeps the typed text and may send it again.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, promise: Promise, data: Any = None) -> None:
        self.promise = promise
        super().__init__(data, auto_id=f"promise-{promise.pk}-%s")
        self.initial["seen"] = self.now
        self.prepare(promise)

    @property
    def now(self) -> str:
        """Return the state to compare: the due date and the owner."""
        return f"{self.promise.due_at.isoformat()} {self.promise.owner_id}"

    def prepare(self, promise: Promise) -> None:
        """Adapt the fields to the promise."""

    def clean(self) -> dict[str, Any]:
        """Return the fields without `seen`; add an error when the promise has changed meanwhile."""
        fields = super().clean() or {}
        if fields.pop("seen", "") not in ("", self.now):
            # What he sends again is said of how it stands now.
            self.data = {**self.data.dict(), "seen": self.now}  # type: ignore[attr-defined]
            state = {"due": moment_text(self.promise.due_at), "owner": self.promise.owner.name}
            self.add_error(
                None,
                gettext(
                    "Somebody changed it meanwhile: now until {due}, {owner}. Look and send again."
                ).format(**state),
            )
        return fields


class KeepForm(VerbForm):
    """The form of keeping: it has a field only where the promise is to clarify something."""

    outcome = forms.CharField(
        label=_("What the client really needs"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def prepare(self, promise: Promise) -> None:
        """Remove the field when nothing was to be clarified."""
        if promise.kind != Promise.Kind.CLARIFY:
            self.fields.clear()


class CauseForm(VerbForm):
    """The form of the cause of a slip."""

    cause = forms.ChoiceField(label=_("Whose cause"), choices=Promise.Cause.choices)
    cause_role = forms.ChoiceField(
        label=_("Whose role, when ours"), choices=[("", "—"), *Role.choices], required=False
    )
    cause_person = forms.ModelChoiceField(
        label=_("Who, when ours"), queryset=Employee.objects.none(), required=False
    )
    cause_note = forms.CharField(label=_("How it came about"), max_length=500, required=False)

    def prepare(self, promise: Promise) -> None:
        """Offer the working employees and show the cause that is already named."""
        fields: Any = self.fields
        fields["cause_person"].queryset = _working()
        for name in self.fields:
            self.initial.setdefault(name, getattr(promise, name, None))


class MoveForm(CauseForm):
    """The form of moving: the new date, the reason, and the cause if it is already clear."""

    to_at = MomentField(label=_("New date"))
    reason = forms.CharField(label=_("Why it moves"), max_length=500)
    cause = forms.ChoiceField(
        label=_("Whose cause"), choices=[("", _("to be named later")), *Promise.Cause.choices], required=False
    )
    # The rest is told where the cause is named; moving should take few keys.
    cause_role = cause_note = None  # type: ignore[assignment]
    field_order = ("to_at", "reason", "cause", "cause_person")

    def prepare(self, promise: Promise) -> None:
        """Offer the working employees and the next working day."""
        fields: Any = self.fields
        fields["cause_person"].queryset = _working()
        self.initial.setdefault("to_at", next_date(promise.due_at, timezone.now()))


class HandOverForm(VerbForm):
    """The form of handing over one promise."""

    receiver = forms.ModelChoiceField(label=_("To whom"), queryset=Employee.objects.none())
    reason = forms.CharField(label=_("Why"), max_length=500)

    def prepare(self, promise: Promise) -> None:
        """Offer the working employees but the owner."""
        fields: Any = self.fields
        fields["receiver"].queryset = _working().exclude(pk=promise.owner_id)


class WithdrawForm(VerbForm):
    """The form of withdrawing a promise."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=500)


class LadderForm(forms.ModelForm):
    """The form of the settings of escalation."""

    class Meta:
        model = LadderSettings
        fields = ("remind_days", "manager_hours", "head_hours", "owner_hours")


class HandOverAllForm(forms.Form):
    """The form of handing over all promises of one employee."""

    receiver = forms.ModelChoiceField(label=_("To whom"), queryset=Employee.objects.none())
    reason = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, giver: Employee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["receiver"].queryset = _working().exclude(pk=giver.pk)


class PeriodForm(forms.Form):
    """The form of the period of the report of slips."""

    starts_on = DateField(label=_("Period from"))
    ends_on = DateField(label=_("Period to"))

    def clean(self) -> dict[str, Any]:
        """Return the fields; add an error when the period ends before it begins."""
        fields = super().clean() or {}
        if fields.get("starts_on") and fields.get("ends_on") and fields["ends_on"] < fields["starts_on"]:
            self.add_error("ends_on", _("It ends before it begins."))
        return fields
