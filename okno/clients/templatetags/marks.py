"""Words for what is doubtful in a company's details, and for its VAT regime."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.clients.details import WRONG
from okno.clients.regimes import REGIMES

register = template.Library()
UNKNOWN = gettext_lazy("Something in the details is doubtful.")


@register.filter
def doubt(mark: str) -> str:
    return str(WRONG.get(mark, UNKNOWN))


@register.filter
def regime(value: str) -> str:
    return str(REGIMES.get(value, _("unknown")))
