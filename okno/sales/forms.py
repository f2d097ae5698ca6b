"""What people type about leads and deals."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.clients.models import Company
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.sales.imports.columns import FIELDS

NAMED_AT_MOST = 5
BLANK = [("", "—")]


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
