"""What people type about one another."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from okno.people.models import ApiToken, Employee, Role
from okno.ui.fields import DateField


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
        head: Any = self.fields["head"]
        head.queryset = Employee.objects.working()
        self.fields["hired_on"].initial = timezone.localdate


class TokenForm(forms.Form):
    name = forms.CharField(label=_("What for"), max_length=100)
    scope = forms.ChoiceField(label=_("What it may do"), choices=ApiToken.Scope.choices)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
