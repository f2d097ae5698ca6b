"""The details of a company line by line: each is shown, and changed in place."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from okno.records.clients.forms.companies import CompanyForm
from okno.records.clients.models import Company

NAMES = tuple(CompanyForm.base_fields)


@dataclass(frozen=True)
class Fact:
    """One detail. `link` is a call, a letter or a site that its value leads to."""

    name: str
    label: str
    text: str
    link: str = ""
    link_label: str = ""
    icon: str = ""

    # A flag that is off says nothing.
    is_said: bool = True

    @property
    def is_outside(self) -> bool:
        """Return whether the link leads to another site."""
        return self.link.startswith("http")


def fact_of(company: Company, name: str) -> Fact:
    """Return one detail of the company by its field name."""
    value = getattr(company, name)
    text = (_("yes") if value else _("no")) if isinstance(value, bool) else str(value)
    link, link_label, icon = _link(name, text)
    label = str(CompanyForm.base_fields[name].label)
    return Fact(name, label, text, link, link_label, icon, is_said=bool(value))


def facts_of(company: Company) -> list[Fact]:
    """Return the details, those with a value first; our own legal entity is no partner of ours."""
    names = [name for name in NAMES if not (company.is_own and name in ("is_partner", "is_supplier"))]
    return sorted((fact_of(company, name) for name in names), key=lambda fact: not fact.is_said)


def form_of(name: str, data: Any) -> BaseForm:
    """Return the company's form with this one field, in focus."""
    form = CompanyForm(data)
    form.fields = {name: form.fields[name]}
    form.fields[name].widget.attrs["autofocus"] = True
    return form


def _link(name: str, text: str) -> tuple[str, str, str]:
    """Return the address, the label and the icon of the link of a value; empty when it has none."""
    if name == "phone" and text:
        return f"tel:{text}", _("Call {phone}").format(phone=text), "telephone"
    if name == "email" and text:
        return f"mailto:{text}", _("Write to {address}").format(address=text), "envelope"
    if name == "site" and "." in text and " " not in text:
        address = text if text.startswith(("http://", "https://")) else f"https://{text}"
        return address, _("Open {site}").format(site=text), "box-arrow-up-right"
    return "", "", ""
