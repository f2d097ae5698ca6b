"""Forms for the people who decide on approvals."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GrantForm(forms.Form):
    comment = forms.CharField(label=_("Comment"), max_length=1000, required=False)


class DeclineForm(forms.Form):
    comment = forms.CharField(label=_("Why not"), max_length=1000)
