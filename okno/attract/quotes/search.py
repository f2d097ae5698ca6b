"""Quotes by number for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.attract.quotes.models import Quote
from okno.ground.ui.ranking import PART_OF_NUMBER, bonus
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.records.clients.numbering import numbered
from okno.team.people.models import Employee

MOST = 5


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """«2026-000012», «КП 12» or «12»."""
    of_number = numbered("quote", query) if query.names("кп", "предложение", "quote") else None
    if of_number is None:
        return []
    quotes = Quote.objects.visible_to(user).filter(of_number).select_related("company")
    return [
        SearchResult(
            str(_("Quote {number}")).format(number=one.number),
            f"{one.company.name} · {one.get_status_display()}",
            one.get_absolute_url(),
            "file-earmark-text",
            _("Quotes"),
            PART_OF_NUMBER + bonus(opened=query.was_opened(one)) - 10 - place,
            one.pk,
            "quote",
        )
        for place, one in enumerate(quotes.order_by("-year", "-version", "-pk")[:MOST])
    ]
