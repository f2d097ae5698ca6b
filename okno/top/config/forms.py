"""What is typed at the beginning of a company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.records.clients.forms.companies import CompanyForm
from okno.records.clients.regimes import REGIMES


class OurselvesForm(CompanyForm):
    """Our own legal entity: the papers need all of it."""

    is_partner: Any = None
    is_supplier: Any = None
    vat_regime = forms.ChoiceField(label=_("VAT regime"), choices=list(REGIMES.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("legal_name", "inn", "address"):
            self.fields[name].required = True
        self.order_fields(["name", "legal_name", "inn", "kpp", "ogrn", "vat_regime", "address"])
