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
            str(_("Quote {number}")).format(number=quote.number),
            f"{quote.company.name} · {quote.get_status_display()}",
            quote.get_absolute_url(),
            "file-earmark-text",
            _("Quotes"),
            PART_OF_NUMBER + bonus(opened=query.was_opened(quote)) - 10 - place,
            quote.pk,
            "quote",
        )
        for place, quote in enumerate(quotes.order_by("-year", "-version", "-pk")[:MOST])
    ]
