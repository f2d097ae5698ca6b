"""One's own open promises for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.people.models import Employee
from okno.promises.models import Promise
from okno.ui.ranking import bonus, by_name
from okno.ui.search import Asked, Found

SHOWN, LATEST = 5, 200
# What a promise says stands after a client or a deal that is called so.
PROMISE = -150


def search(user: Employee, asked: Asked) -> list[Found]:
    """By what was promised, or by it and the client: so few are open that they need no index."""
    if not asked.is_telling or asked.digits or asked.email or asked.domain:
        return []
    mine = Promise.objects.visible_to(user).open().owned_by(user).order_by("due_at", "pk").values("pk")
    words = asked.roughly("what", "company__search_words", is_raw=True)
    rows = Promise.objects.filter(words, pk__in=mine[:LATEST]).select_related("company")
    scored = ((_score(asked, one), one) for one in rows)
    ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].due_at, pair[1].pk))
    return [_found(one, score) for score, one in ranked[:SHOWN] if score > 0]


def _score(asked: Asked, one: Promise) -> int:
    known = by_name(asked.words, one.what, one.company.search_words if one.company else "")
    return known + PROMISE + bonus(mine=True, opened=asked.was_opened(one)) if known > 0 else 0


def _found(one: Promise, score: int) -> Found:
    subtitle = one.company.name if one.company else ""
    place = one.get_absolute_url()
    return Found(one.what, subtitle, place, "clock-history", _("Promises"), score, one.pk, "promise")
