"""Forms on the pages of services and billing runs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.fields import DateField


class EndServiceForm(forms.Form):
    ends_on = DateField(label=_("Last day"), help_text=_("The day is still charged; nothing is after it."))
    reason = forms.CharField(label=_("Why it ends"), max_length=300)


class BillingRunForm(forms.Form):
    through_on = DateField(
        label=_("Bill through"),
        help_text=_("Months that end by this day are charged, each of them once."),
    )
