"""What people type about one another."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.actors import actor_of
from okno.ground.ui.fields import DateField
from okno.team.people.models import Absence, ApiToken, Duty, Employee, Role
from okno.team.people.permissions import can_manage_team


def _choose_from(form: forms.Form, field: str, people: QuerySet[Any]) -> None:
    choice: Any = form.fields[field]
    choice.queryset = people


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("By it he signs in; he sets a password by «forgot password».")
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    head = forms.ModelChoiceField(label=_("Head"), queryset=Employee.objects.none(), required=False)
    hired_on = DateField(label=_("Works from"))
    takes_leads = forms.BooleanField(label=_("Takes leads in turn"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self, "head", Employee.objects.working())
        self.fields["hired_on"].initial = timezone.localdate


class TokenForm(forms.Form):
    name = forms.CharField(label=_("What for"), max_length=100)
    scope = forms.ChoiceField(label=_("What it may do"), choices=ApiToken.Scope.choices)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class EmployeeFilter(forms.Form):
    """The team's filters; what cannot be understood filters nothing."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, position, e-mail")}),
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("any role")), *Role.choices])
    away = forms.BooleanField(label=_("away today"), required=False)

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


class AbsenceForm(forms.Form):
    """A head says for whom; for all others it is their own."""

    employee = forms.ModelChoiceField(label=_("Who"), queryset=Employee.objects.none())
    kind = forms.ChoiceField(label=_("Why"), choices=Absence.Kind.choices)
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    substitute = forms.ModelChoiceField(
        label=_("Who stands in"),
        queryset=Employee.objects.none(),
        help_text=_("Promises and clients reach this colleague meanwhile, and come back by themselves."),
    )
    in_emergency = forms.CharField(
        label=_("How to reach in an emergency"),
        max_length=200,
        required=False,
        help_text=_("Colleagues see it."),
    )

    def __init__(self, *args: Any, by: Employee, employee: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = Employee.objects.working()
        _choose_from(
            self, "substitute", working if can_manage_team(actor_of(by)) else working.exclude(pk=by.pk)
        )
        _choose_from(self, "employee", working)
        self.fields["employee"].initial = employee
        if not can_manage_team(actor_of(by)):
            del self.fields["employee"]


class ShortenForm(forms.Form):
    ends_on = DateField(label=_("Last day away"))


class DutyForm(forms.Form):
    employee = forms.ModelChoiceField(label=_("Who is on call"), queryset=Employee.objects.none())
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self, "employee", Employee.objects.working())
        self.fields["starts_on"].initial = timezone.localdate


class SwapForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Who takes the day"), queryset=Employee.objects.none())
    instead = forms.ModelChoiceField(
        label=_("Which day comes back"),
        queryset=Duty.objects.none(),
        required=False,
        help_text=_("A day of this colleague, if you swap; nothing, if the day is simply given."),
    )

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self, "to", Employee.objects.working().exclude(pk=duty.employee_id))
        others = Duty.objects.filter(on__gte=timezone.localdate()).exclude(employee=duty.employee_id)
        _choose_from(self, "instead", others.select_related("employee"))


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )


class HeadForm(forms.Form):
    head = forms.ModelChoiceField(
        label=_("Head"), queryset=Employee.objects.none(), required=False, empty_label=_("nobody")
    )

    def __init__(self, *args: Any, employee: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self, "head", Employee.objects.working().exclude(pk=employee.pk))
        self.fields["head"].initial = employee.head


class SuccessorForm(forms.Form):
    successor = forms.ModelChoiceField(label=_("Who takes everything over"), queryset=Employee.objects.none())

    def __init__(self, *args: Any, employee: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self, "successor", Employee.objects.working().exclude(pk=employee.pk))


class HandOverWorkForm(SuccessorForm):
    reason = forms.CharField(label=_("What to know"), max_length=500, required=False)


class LeavingForm(SuccessorForm):
    left_on = DateField(label=_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_on"].initial = timezone.localdate
