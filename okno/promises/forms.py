"""What people type about a promise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.people.models import Employee, Role
from okno.promises.models import Promise
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
    """A date that an engineer confirmed needs an engineer's word again: only then is he asked for."""

    to_at = MomentField(label=_("New date"))
    reason = forms.CharField(label=_("Why it moves"), max_length=500)
    confirmed_by = forms.ModelChoiceField(
        label=_("Which engineer confirmed it"), queryset=Employee.objects.none(), required=False
    )

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        confirmed_by: Any = self.fields["confirmed_by"]
        confirmed_by.queryset = Employee.objects.working().with_role(Role.ENGINEER)
        if not promise.needs_engineer:
            del self.fields["confirmed_by"]


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=500)
