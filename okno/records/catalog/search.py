"""Lines of the price list for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.text import words_of
from okno.ground.ui.ranking import by_name
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.records.catalog.models import Configuration
from okno.team.people.models import Employee
from okno.team.people.permissions import PRICE_READERS

SHOWN = 5
# Clients and deals are looked for oftener than prices.
LINE = -40


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return the configurations found by their name and that of their service; they are few, all are read."""
    if not query.is_telling or query.digits or query.email or query.domain or not user.has(*PRICE_READERS):
        return []
    lines = []
    for configuration in Configuration.objects.visible_to(user).offered().select_related("service"):
        score = by_name(query.words, configuration.name, " ".join(words_of(configuration.service.name)))
        if score > 0:
            place = configuration.get_absolute_url()
            lines.append(
                SearchResult(
                    configuration.name,
                    configuration.service.name,
                    place,
                    "tags",
                    _("Price list"),
                    score + LINE,
                    configuration.pk,
                    "configuration",
                )
            )
    return sorted(lines, key=lambda line: (-line.score, line.pk))[:SHOWN]
