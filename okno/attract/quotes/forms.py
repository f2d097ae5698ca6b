"""What is typed about quotes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.fields import DateField, MoneyField
from okno.records.catalog.models import Configuration, Location
from okno.records.clients.models import Company


class TermsForm(forms.Form):
    term_months = forms.IntegerField(label=_("term, months"), min_value=1, max_value=600)
    valid_until_on = DateField(label=_("valid until"))
    vat_included = forms.BooleanField(label=_("prices include VAT"), required=False)


class DraftForm(TermsForm):
    seller = forms.ModelChoiceField(label=_("who sells"), queryset=Company.objects.own(), empty_label=None)


class LineForm(forms.Form):
    """An empty price is the price list's."""

    configuration = forms.ModelChoiceField(
        label=_("what"), queryset=Configuration.objects.offered().select_related("service")
    )
    location = forms.ModelChoiceField(label=_("place"), queryset=Location.objects.all())
    quantity = forms.IntegerField(label=_("quantity"), min_value=1, max_value=100_000, initial=1)
    monthly_minor = MoneyField(label=_("monthly per unit"), min_value=0, required=False)
    one_off_minor = MoneyField(label=_("one-off per unit"), min_value=0, required=False)
    title = forms.CharField(label=_("in the client's words"), max_length=300, required=False)


class ChangeLineForm(LineForm):
    """What is left empty stays as it is."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.required = False


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("why this price is worth it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConfirmForm(forms.Form):
    ready_days = forms.IntegerField(label=_("ready in, working days"), min_value=0, max_value=1000)
    holds_until_on = DateField(label=_("holds until"))
    note = forms.CharField(label=_("note"), max_length=500, required=False)


class RefuseForm(forms.Form):
    note = forms.CharField(label=_("why it cannot be delivered"), max_length=500)


class AcceptForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class DeclineForm(forms.Form):
    note = forms.CharField(label=_("What does not suit you"), max_length=500, required=False)
