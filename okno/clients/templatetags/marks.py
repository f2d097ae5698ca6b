"""Words for what is doubtful in a company's details, and for its VAT regime."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.clients.details import WRONG
from okno.clients.models import Company
from okno.clients.regimes import REGIMES

register = template.Library()
UNKNOWN = gettext_lazy("Something in the details is doubtful.")


@register.filter
def doubt(mark: str) -> str:
    return str(WRONG.get(mark, UNKNOWN))


@register.filter
def regime(value: str) -> str:
    return str(REGIMES.get(value, _("unknown")))


@register.simple_tag
def glances(company: Company) -> list[str]:
    """Addresses of the short lines that rooms above say in the header of a client (config/panels.py)."""
    table: dict[str, Any] = import_string(settings.OKNO_PANELS)
    found = []
    for name in table.get("clients.company.glance", []):
        try:
            found.append(reverse(name, args=[company.pk]))
        except NoReverseMatch:
            continue
    return found
