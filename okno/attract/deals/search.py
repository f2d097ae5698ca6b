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
    ranked = sorted(((_score(user, query, one), one) for one in _known_deals(user, query)), key=_best_first)
    return [_deal(one, score) for score, one in ranked[:SHOWN] if score > 0]


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


def _score(user: Employee, query: SearchQuery, one: Deal) -> int:
    of_client = query.companies.get(one.company_id or 0, 0) - OF_CLIENT
    words = f"{one.search_words} {one.company.search_words}" if one.company else one.search_words
    score_of_words = max(of_client, by_name(query.words, one.title, words))
    if score_of_words <= 0:
        return 0
    opened = query.was_opened(one)
    return score_of_words + bonus(
        mine=one.owner_id == user.pk, opened=opened, active=one.is_open, past=one.imported
    )


def _deal(one: Deal, score: int) -> SearchResult:
    state = str(one.stage) if one.is_open else str(one.get_status_display())
    details = (one.company and one.company.name, state, one.owner and one.owner.name)
    subtitle = " · ".join(str(word) for word in details if word)
    return SearchResult(
        one.title, subtitle, one.get_absolute_url(), "kanban", _("Deals"), score, one.pk, "deal"
    )
