"""Lines of the price list for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.catalog.models import Configuration
from okno.kernel.text import words_of
from okno.people.models import Employee
from okno.people.permissions import PRICE_READERS
from okno.ui.ranking import by_name
from okno.ui.search import Asked, Found

SHOWN = 5
# Clients and deals are looked for oftener than prices.
LINE = -40


def search(user: Employee, asked: Asked) -> list[Found]:
    """By name and by the service that it is of: there are so few that each is looked at."""
    if not asked.is_telling or asked.digits or asked.email or asked.domain or not user.has(*PRICE_READERS):
        return []
    found = []
    for one in Configuration.objects.visible_to(user).offered().select_related("service"):
        score = by_name(asked.words, one.name, " ".join(words_of(one.service.name)))
        if score > 0:
            place = one.get_absolute_url()
            found.append(
                Found(
                    one.name,
                    one.service.name,
                    place,
                    "tags",
                    _("Price list"),
                    score + LINE,
                    one.pk,
                    "configuration",
                )
            )
    return sorted(found, key=lambda line: (-line.score, line.pk))[:SHOWN]
