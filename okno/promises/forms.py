"""What people type about a promise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.people.models import Employee
from okno.ui.fields import MomentField


class PromiseForm(forms.Form):
    what = forms.CharField(label=_("What is promised"), max_length=500)
    due_at = MomentField(label=_("Until"))
    owner = forms.ModelChoiceField(label=_("Whose promise"), queryset=Employee.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = Employee.objects.working()


class MoveForm(forms.Form):
    to_at = MomentField(label=_("New date"))
    reason = forms.CharField(label=_("Why it moves"), max_length=500)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=500)
