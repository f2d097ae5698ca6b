"""Companies for the palette."""

from django.utils.translation import gettext_lazy as _

from okno.clients.models import Company
from okno.people.models import Employee
from okno.ui.search import Found

MOST = 6


def search(user: Employee, text: str) -> list[Found]:
    """The first few companies by name, INN, site, e-mail or phone."""
    found = Company.objects.visible_to(user).matching(text)[:MOST]
    return [
        Found(one.name, one.inn or one.legal_name, one.get_absolute_url(), "buildings", _("Clients"))
        for one in found
    ]
