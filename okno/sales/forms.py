"""What people type about leads and deals."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.clients.models import Company
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.sales.imports.columns import FIELDS
from okno.sales.models import Lead, Nature
from okno.ui.fields import MoneyField

NAMED_AT_MOST = 5
BLANK = [("", "—")]
WHO = ("name", "contact_name", "email", "phone", "inn")
DEAL = ("title", "owner", "need", "monthly_minor")


class CompanyField(forms.CharField):
    """A company by its name, a part of it, or its INN; what fits several is asked again with their names."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        others = Company.objects.filter(is_own=False)
        exact = others.filter(Q(inn=text) | Q(name=text))
        found = list((exact if exact.exists() else others.matching(text))[: NAMED_AT_MOST + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("There is no such company."))
        names = ", ".join(company.name for company in found[:NAMED_AT_MOST])
        raise ValidationError(_("Several fit, write more: {names}").format(names=names))


def sellers() -> QuerySet[Employee]:
    return Employee.objects.working().with_role(*SELLERS)


class RegisterLeadForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Company"), max_length=300, required=False)
    contact_name = forms.CharField(label=gettext_lazy("Contact person"), max_length=200, required=False)
    email = forms.CharField(
        label=gettext_lazy("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    inn = forms.CharField(
        label=gettext_lazy("INN"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    need = forms.CharField(
        label=gettext_lazy("What is needed"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=Lead.Channel.choices, initial="call")
    nature = forms.ChoiceField(label=gettext_lazy("Nature"), choices=Nature.choices, initial="net")
    campaign = forms.CharField(label=gettext_lazy("Campaign"), max_length=100, required=False)
    recommended_by = CompanyField(
        label=gettext_lazy("Recommended by the client"),
        required=False,
        help_text=gettext_lazy("Name or INN. The lead goes to the manager of this client."),
    )
    brought_by = forms.ModelChoiceField(
        label=gettext_lazy("Who found the lead"),
        queryset=Employee.objects.none(),
        required=False,
        empty_label="—",
    )

    def __init__(self, *args: Any, company: Company | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brought_by"].queryset = sellers()  # type: ignore[attr-defined]
        if company:
            del self.fields["name"], self.fields["inn"]

    def who(self) -> list[BoundField]:
        """The left half of the page: who came."""
        return [self[name] for name in WHO if name in self.fields]

    def whence(self) -> list[BoundField]:
        """The right half: what for and from where."""
        return [self[name] for name in self.fields if name not in WHO]


class QualifyLeadForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What the deal is about"), max_length=300)
    owner = forms.ModelChoiceField(label=gettext_lazy("Who leads the deal"), queryset=Employee.objects.none())
    need = forms.CharField(label=gettext_lazy("What is needed"), widget=forms.Textarea(attrs={"rows": 3}))
    monthly_minor = MoneyField(label=gettext_lazy("Expected a month"), required=False)
    budget_minor = MoneyField(label=gettext_lazy("Budget a month"), required=False)
    minimum_price_told_minor = MoneyField(
        label=gettext_lazy("Minimum price told"),
        required=False,
        help_text=gettext_lazy("Told early, so that it is no surprise later."),
    )
    decision_maker = forms.CharField(label=gettext_lazy("Who decides"), max_length=200, required=False)
    timing = forms.CharField(label=gettext_lazy("When"), max_length=200, required=False)
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = sellers()  # type: ignore[attr-defined]

    def deal(self) -> list[BoundField]:
        """The left half of the page: the deal that begins."""
        return [self[name] for name in DEAL]

    def client(self) -> list[BoundField]:
        """The right half: what was learnt of the client."""
        return [self[name] for name in self.fields if name not in DEAL]


class TurnDownLeadForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why the lead is turned down"), max_length=300)


class AssignLeadForm(forms.Form):
    to = forms.ModelChoiceField(label=gettext_lazy("To whom"), queryset=Employee.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = sellers()  # type: ignore[attr-defined]


class HandOverDealsForm(forms.Form):
    receiver = forms.ModelChoiceField(label=gettext_lazy("To whom"), queryset=Employee.objects.none())
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = sellers()  # type: ignore[attr-defined]


class UploadLeadsForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"})
    )


class MappingForm(forms.Form):
    """A select for each column: which field it holds. Named by the column's place, for any heading fits."""

    def __init__(self, *args: Any, columns: list[str], mapping: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        for place, column in enumerate(columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=column,
                choices=[*BLANK, *FIELDS.items()],
                required=False,
                initial=mapping.get(column, ""),
            )

    def mapping(self) -> dict[str, str]:
        """Column → field, as chosen."""
        chosen = {column: self.cleaned_data[f"column_{place}"] for place, column in enumerate(self.columns)}
        return {column: name for column, name in chosen.items() if name}


class MapAgentForm(forms.Form):
    employee = forms.ModelChoiceField(
        label=gettext_lazy("Who of ours"), queryset=Employee.objects.none(), required=False, empty_label="—"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employee"].queryset = Employee.objects.all()  # type: ignore[attr-defined]
