"""Template filters for doubtful details, VAT regimes and the header of a client."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.records.clients.details import WRONG
from okno.records.clients.models import Company
from okno.records.clients.regimes import REGIMES

register = template.Library()
UNKNOWN = gettext_lazy("Something in the details is doubtful.")


@register.filter
def doubt(mark: str) -> str:
    """Return the sentence about a doubtful detail by its name."""
    return str(WRONG.get(mark, UNKNOWN))


@register.filter
def regime(value: str) -> str:
    """Return the name of a VAT regime."""
    return str(REGIMES.get(value, _("unknown")))


@register.simple_tag
def glances(company: Company) -> list[str]:
    """Return addresses of the short lines that later rooms add to a client's header (config/panels.py)."""
    table: dict[str, Any] = import_string(settings.OKNO_PANELS)
    addresses = []
    for name in table.get("clients.company.glance", []):
        try:
            addresses.append(reverse(name, args=[company.pk]))
        except NoReverseMatch:
            continue
    return addresses
