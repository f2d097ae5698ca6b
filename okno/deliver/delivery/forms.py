"""Forms about orders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.fields import DateField


class ConfirmDateForm(forms.Form):
    promised_on = DateField(label=_("Will be done by"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        help_text=_("Needed when a date that was promised already moves."),
    )


class AcceptForm(forms.Form):
    accepted_on = DateField(label=_("Accepted on"))
    accepted_by_name = forms.CharField(label=_("Who accepted on the client's side"), max_length=200)
