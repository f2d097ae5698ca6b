"""What is typed about capacity."""

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.records.catalog.models import Location


class CapacityForm(forms.Form):
    location = forms.ModelChoiceField(label=_("place"), queryset=Location.objects.all())
    kind = forms.CharField(label=_("resource"), max_length=30)
    total = forms.IntegerField(label=_("in all"), min_value=0, max_value=10**6)
