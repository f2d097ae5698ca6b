"""What people type about files of leads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from okno.attract.lead_imports.columns import FIELDS
from okno.attract.leads.forms.fields import BLANK
from okno.team.people.models import Employee


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
