"""What is typed at the beginning of a company."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _


class NewHouseForm(forms.Form):
    """Whoever stays when the demo company goes."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    email = forms.EmailField(label=_("Your e-mail"), help_text=_("You will sign in with it."))
    password = forms.CharField(
        label=_("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("The password of the demo is known to everybody."),
    )
    agreed = forms.BooleanField(label=_("Everything named above goes away for good; I agree"))

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        cleaned.pop("agreed", None)
        return cleaned
