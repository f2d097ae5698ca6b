"""Forms about payments."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.fields import MoneyField
from okno.money.invoicing.models import Invoice

LARGEST_FILE = 32 * 1024 * 1024


class StatementForm(forms.Form):
    file = forms.FileField(
        label=_("File from the bank"),
        help_text=_("A statement for 1C: 1CClientBankExchange, usually kl_to_1c.txt."),
        max_length=255,
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 32 MB: ask the bank for a shorter period."))
        return file


class IgnoreForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not for invoices"),
        max_length=500,
        help_text=_("A loan, a refund from a supplier, a mistake of the bank."),
    )


class AllocationForm(forms.Form):
    """A field for a sum beside each open invoice of a client; an invoice with an empty field gets nothing."""

    def __init__(self, *args: Any, invoices: Sequence[Invoice], left_minor: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invoices = list(invoices)
        for invoice in self.invoices:
            initial_minor = min(left_minor, invoice.left_minor)
            left_minor -= initial_minor
            self.fields[f"invoice_{invoice.pk}"] = MoneyField(
                label=invoice.number, required=False, min_value=0, initial=initial_minor or None
            )

    @property
    def rows(self) -> list[tuple[Invoice, forms.BoundField]]:
        return [(invoice, self[f"invoice_{invoice.pk}"]) for invoice in self.invoices]

    @property
    def allocations(self) -> list[tuple[Invoice, int]]:
        sums = [(invoice, self.cleaned_data[f"invoice_{invoice.pk}"]) for invoice in self.invoices]
        return [(invoice, minor) for invoice, minor in sums if minor]
