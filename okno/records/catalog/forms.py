"""What is typed about the price list, costs, the formula and places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.fields import DateField, MoneyField, PercentField
from okno.records.catalog.models import Configuration, CostItem, Coverage, Location, Service
from okno.records.clients.models import Company

TAKEN = {"code": {"unique": _("This code is taken already: choose another.")}}


class ServiceForm(forms.ModelForm):
    class Meta:
        model = Service
        fields = ["name", "code"]
        error_messages = TAKEN


class ConfigurationForm(forms.ModelForm):
    monthly_minor = MoneyField(label=_("monthly, without VAT"), min_value=0)
    one_off_minor = MoneyField(label=_("one-off, without VAT"), min_value=0, initial=0)

    class Meta:
        model = Configuration
        fields = [
            "service",
            "name",
            "code",
            "monthly_minor",
            "one_off_minor",
            "resource_kind",
            "units",
            "setup_days",
            "is_offered",
        ]
        labels = {"service": _("service")}
        error_messages = TAKEN
        help_texts = {
            "resource_kind": _("Without a resource the engineers are asked about every line."),
            "setup_days": _("What is promised by rule when capacity is free."),
        }


class CostForm(forms.Form):
    name = forms.CharField(label=_("what"), max_length=200)
    kind = forms.ChoiceField(label=_("kind"), choices=CostItem.Kind.choices)
    amount_minor = MoneyField(label=_("amount, without VAT"), min_value=0)
    payback_months = forms.IntegerField(
        label=_("paid back over, months"), min_value=1, max_value=600, required=False
    )
    supplier = forms.ModelChoiceField(
        label=_("supplier"), queryset=Company.objects.filter(is_supplier=True), required=False
    )
    starts_on = DateField(
        label=_("in force from"), help_text=_("The former cost of the same name ends the day before.")
    )


class FormulaForm(forms.Form):
    starts_on = DateField(label=_("in force from"))
    overhead_bp = PercentField(label=_("overheads, % of the monthly cost"), max_value=100_000)
    seller_share_bp = PercentField(label=_("seller's share, % of the price"))
    partner_share_bp = PercentField(label=_("partner's share, % of the price"), initial=0)
    tax_bp = PercentField(label=_("turnover tax, % of the price"), initial=0)
    margin_bp = PercentField(label=_("minimal margin, % of the price"))


class LocationForm(forms.ModelForm):
    class Meta:
        model = Location
        fields = ["name", "code", "address"]
        error_messages = TAKEN


class CoverageForm(forms.Form):
    """What is had at a place: each service is available, planned, or not there."""

    def __init__(self, *args: object, location: Location, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        at_place = dict(Coverage.objects.filter(location=location).values_list("service", "status"))
        for service in Service.objects.all():
            self.fields[f"service_{service.pk}"] = forms.ChoiceField(
                label=service.name,
                choices=[("", _("not there")), *Coverage.Status.choices],
                required=False,
                initial=at_place.get(service.pk, ""),
            )

    def statuses(self) -> dict[int, str]:
        """Service → status, an empty one for «not there»."""
        return {int(name.removeprefix("service_")): status for name, status in self.cleaned_data.items()}
