"""Search in one's own open promises."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.ranking import bonus, by_name
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.team.people.models import Employee
from okno.team.promises.models import Promise

SHOWN, LATEST = 5, 200
# What a promise says stands after a client or a deal that is called so.
PROMISE = -150


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return the user's open promises that match by their text or by it and the client.

    So few are open that they need no index.
    """
    if not query.is_telling or query.digits or query.email or query.domain:
        return []
    mine = Promise.objects.visible_to(user).open().owned_by(user).order_by("due_at", "pk").values("pk")
    condition = query.roughly("what", "company__search_words", is_raw=True)
    rows = Promise.objects.filter(condition, pk__in=mine[:LATEST]).select_related("company")
    scored = ((_score(query, promise), promise) for promise in rows)
    ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].due_at, pair[1].pk))
    return [_found(promise, score) for score, promise in ranked[:SHOWN] if score > 0]


def _score(query: SearchQuery, promise: Promise) -> int:
    """Return how well the promise matches; 0 when it does not."""
    match = by_name(query.words, promise.what, promise.company.search_words if promise.company else "")
    return match + PROMISE + bonus(mine=True, opened=query.was_opened(promise)) if match > 0 else 0


def _found(promise: Promise, score: int) -> SearchResult:
    """Return the promise as a line of the results."""
    subtitle = promise.company.name if promise.company else ""
    place = promise.get_absolute_url()
    return SearchResult(
        promise.what, subtitle, place, "clock-history", _("Promises"), score, promise.pk, "promise"
    )
