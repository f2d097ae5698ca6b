"""Leads and deals for the line of search."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from okno.attract.deals.models import Deal
from okno.attract.leads.queries import SEE_ALL, SEE_OWN
from okno.attract.leads.search import LATEST, MINE, MOST, OF_CLIENT, SHOWN
from okno.ground.kernel.union import union_ids
from okno.ground.ui.ranking import bonus, by_name
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.records.clients.search import of_one_word
from okno.team.people.models import Employee

SHOWN_OF_DEAL = (
    *("title", "status", "opened_on", "imported", "search_words", "stage__code", "stage__name"),
    *("company__name", "company__search_words", "owner__name"),
)


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Find deals by their title, by their client, by both at once."""
    return _deals(user, query)


def _deals(user: Employee, query: SearchQuery) -> list[SearchResult]:
    ranked = sorted(
        ((_score(user, query, deal), deal) for deal in _known_deals(user, query)), key=_best_first
    )
    return [_deal(deal, score) for score, deal in ranked[:SHOWN] if score > 0]


def _known_deals(user: Employee, query: SearchQuery) -> Iterable[Deal]:
    if not query.telling or not user.has(*SEE_ALL, *SEE_OWN):
        return ()
    deals = Deal.objects.order_by("-pk")
    # His own of the last time, whatever else the words name.
    latest = deals.filter(owner=user, status="open").values("pk")[:LATEST]
    words = query.roughly("search_words", "company__search_words")
    sources = [deals.filter(words, pk__in=latest)[:MINE]]
    if query.companies:
        sources.append(deals.filter(company__in=list(query.companies))[:LATEST])
    if query.is_telling:
        sources.append(deals.filter(search_words__some_words=query.sought))
        if query.is_of_two:
            sources.append(deals.filter(company__in=of_one_word(user, query))[:LATEST])
    # Who may see them is query of the few: beside each source it would be query of all there are.
    rows = Deal.objects.visible_to(user).select_related("company", "owner", "stage").only(*SHOWN_OF_DEAL)
    return rows.filter(pk__in=union_ids(*sources)).order_by("-pk")[:MOST]


def _best_first(pair: tuple[int, Deal]) -> tuple[int, int]:
    return -pair[0], -pair[1].pk


def _score(user: Employee, query: SearchQuery, deal: Deal) -> int:
    of_client = query.companies.get(deal.company_id or 0, 0) - OF_CLIENT
    words = f"{deal.search_words} {deal.company.search_words}" if deal.company else deal.search_words
    score_of_words = max(of_client, by_name(query.words, deal.title, words))
    if score_of_words <= 0:
        return 0
    opened = query.was_opened(deal)
    return score_of_words + bonus(
        mine=deal.owner_id == user.pk, opened=opened, active=deal.is_open, past=deal.imported
    )


def _deal(deal: Deal, score: int) -> SearchResult:
    state = str(deal.stage) if deal.is_open else str(deal.get_status_display())
    details = (deal.company and deal.company.name, state, deal.owner and deal.owner.name)
    subtitle = " · ".join(str(word) for word in details if word)
    return SearchResult(
        deal.title, subtitle, deal.get_absolute_url(), "kanban", _("Deals"), score, deal.pk, "deal"
    )
