"""Forms of companies, contacts and bank accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.records.clients.models import Contact
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS


class TimeInput(forms.TimeInput):
    """A time of day without seconds."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Format the value as the browser's time input expects it."""
        super().__init__(attrs, format="%H:%M")


class CompanyForm(forms.Form):
    """The details of a company."""

    name = forms.CharField(label=_("Short name"), max_length=300)
    legal_name = forms.CharField(label=_("Legal name"), max_length=300, required=False)
    inn = forms.CharField(
        label=_("INN"),
        max_length=20,
        required=False,
        help_text=_("10 digits of an organisation, 12 of a sole trader."),
    )
    kpp = forms.CharField(label=_("KPP"), max_length=20, required=False)
    ogrn = forms.CharField(label=_("OGRN"), max_length=20, required=False)
    address = forms.CharField(label=_("Address"), max_length=500, required=False)
    site = forms.CharField(label=_("Site"), max_length=200, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    is_partner = forms.BooleanField(label=_("Partner"), required=False)
    is_supplier = forms.BooleanField(label=_("Supplier"), required=False)


class ContactForm(forms.Form):
    """The details of a contact."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autofocus": True}))
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    messenger = forms.CharField(label=_("Messenger"), max_length=100, required=False)
    decision_role = forms.ChoiceField(
        label=_("Part in the decision"), choices=[("", "—"), *Contact.DecisionRole.choices], required=False
    )
    channel = forms.ChoiceField(
        label=_("Reach him by"), choices=[("", "—"), *Contact.Channel.choices], required=False
    )
    quiet_from = forms.TimeField(label=_("Do not call from"), required=False, widget=TimeInput)
    quiet_until = forms.TimeField(label=_("Do not call until"), required=False, widget=TimeInput)


class BankAccountForm(forms.Form):
    """The details of a bank account."""

    account = forms.CharField(label=_("Account"), max_length=40, help_text=_("Twenty digits."))
    bik = forms.CharField(label=_("BIK"), max_length=20)
    bank_name = forms.CharField(label=_("Bank"), max_length=300, required=False)
    correspondent = forms.CharField(label=_("Correspondent account"), max_length=40, required=False)


class CompanyFilter(forms.Form):
    """The filters of the list of companies; an invalid value filters nothing."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, INN, phone, site")}),
    )
    manager = forms.ModelChoiceField(
        label=_("Manager"), queryset=Employee.objects.none(), required=False, empty_label=_("any manager")
    )
    no_step = forms.BooleanField(label=_("without a next step"), required=False)
    no_manager = forms.BooleanField(label=_("without a manager"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the sellers who work here."""
        super().__init__(*args, **kwargs)
        manager: Any = self.fields["manager"]
        manager.queryset = Employee.objects.working().with_role(*SELLERS)

    @property
    def is_used(self) -> bool:
        """Return whether a filter is set."""
        return self.is_valid() and any(self.cleaned_data.values())
