"""Forms about contracts."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.attract.quotes.models import Quote, QuoteLine
from okno.deliver.contracts.prices import AgreedLine
from okno.ground.ui.fields import DateField, MoneyField


class SignForm(forms.Form):
    signed_on = DateField(label=gettext_lazy("Signed on"))


class CancelForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500)


class TheirForm(forms.Form):
    """The other side's own form: its sums, line by line, as they are in their document (K3)."""

    def __init__(self, *args: Any, quote: Quote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: list[QuoteLine] = list(quote.lines.select_related("location"))
        for line in self.lines:
            self.fields[f"quantity_{line.pk}"] = forms.IntegerField(
                label=_("Quantity: {line}").format(line=line.title), min_value=1, max_value=10**6
            )
            self.fields[f"monthly_{line.pk}"] = MoneyField(
                label=_("Monthly per unit: {line}").format(line=line.title), min_value=0
            )
            self.fields[f"one_off_{line.pk}"] = MoneyField(
                label=_("One-off per unit: {line}").format(line=line.title), min_value=0
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        for line in self.lines:
            yield {
                "line": line,
                "quantity": self[f"quantity_{line.pk}"],
                "monthly": self[f"monthly_{line.pk}"],
                "one_off": self[f"one_off_{line.pk}"],
            }

    def agreed_lines(self) -> list[AgreedLine]:
        return [
            AgreedLine(
                quote_line=line.pk,
                quantity=self.cleaned_data[f"quantity_{line.pk}"],
                monthly_minor=self.cleaned_data[f"monthly_{line.pk}"],
                one_off_minor=self.cleaned_data[f"one_off_{line.pk}"],
            )
            for line in self.lines
        ]
