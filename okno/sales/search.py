"""Leads and deals for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.clients.search import of_one_word
from okno.people.models import Employee
from okno.sales.models import Deal, Lead
from okno.sales.queries import SEE_ALL, SEE_OWN
from okno.ui.ranking import IDENTIFIER, bonus, by_name
from okno.ui.search import Asked, Found

MINE, SOME, SHOWN, LATEST = 40, 40, 6, 300
SHOWN_OF_DEAL = (
    *("title", "status", "opened_on", "imported", "search_words", "stage__code", "stage__name"),
    *("company__name", "company__search_words", "owner__name"),
)
# What belongs to a client stands after the client himself.
OF_CLIENT = 250


def search(user: Employee, asked: Asked) -> list[Found]:
    """Deals by their title, by their client, by both at once; leads by their client and foreign number."""
    return [*_deals(user, asked), *_leads(user, asked)]


def _deals(user: Employee, asked: Asked) -> list[Found]:
    visible = Deal.objects.visible_to(user).select_related("company", "owner", "stage").only(*SHOWN_OF_DEAL)
    found: dict[int, Deal] = {}
    sources = []
    if asked.telling and user.has(*SEE_ALL, *SEE_OWN):
        # Whoever leads a deal sees it: nothing else has to be asked of so many.
        latest = Deal.objects.filter(owner=user, status="open").order_by("-pk").values("pk")[:LATEST]
        own = Deal.objects.filter(pk__in=latest).select_related("company", "owner", "stage")
        words = asked.roughly("search_words", "company__search_words")
        sources.append(own.only(*SHOWN_OF_DEAL).filter(words)[:MINE])
    if asked.companies:
        sources.append(visible.filter(company__in=list(asked.companies))[:SOME])
    if asked.is_telling:
        sources.append(visible.filter(search_words__some_words=asked.sought).order_by("-pk")[:SOME])
        if asked.is_of_two:
            sources.append(visible.filter(company__in=of_one_word(user, asked))[: 2 * SOME])
    for rows in sources:
        found |= {one.pk: one for one in rows}
    ranked = sorted(((_score(user, asked, one), one) for one in found.values()), key=_best_first)
    return [_deal(one, score) for score, one in ranked[:SHOWN] if score > 0]


def _best_first(pair: tuple[int, Deal]) -> tuple[int, int]:
    return -pair[0], -pair[1].pk


def _score(user: Employee, asked: Asked, one: Deal) -> int:
    of_client = asked.companies.get(one.company_id or 0, 0) - OF_CLIENT
    words = f"{one.search_words} {one.company.search_words}" if one.company else one.search_words
    known = max(of_client, by_name(asked.words, one.title, words))
    if known <= 0:
        return 0
    opened = asked.was_opened(one)
    return known + bonus(mine=one.owner_id == user.pk, opened=opened, active=one.is_open, past=one.imported)


def _deal(one: Deal, score: int) -> Found:
    state = str(one.stage) if one.is_open else str(one.get_status_display())
    told = (one.company and one.company.name, state, one.owner and one.owner.name)
    subtitle = " · ".join(str(word) for word in told if word)
    return Found(one.title, subtitle, one.get_absolute_url(), "kanban", _("Deals"), score, one.pk, "deal")


def _leads(user: Employee, asked: Asked) -> list[Found]:
    visible = Lead.objects.visible_to(user).select_related("company", "assigned_to")
    rows: list[Lead] = []
    if any(sign.isdigit() for sign in asked.text):
        rows += visible.filter(external_id=asked.text.strip()).exclude(external_id="")[:1]
    if asked.companies:
        rows += visible.filter(company__in=list(asked.companies), imported=False).order_by("-pk")[:SOME]
    scored = {one.pk: (_lead_score(user, asked, one), one) for one in rows}
    ranked = sorted(scored.values(), key=lambda pair: (-pair[0], -pair[1].pk))
    return [_lead(one, score) for score, one in ranked[:SHOWN] if score > 0]


def _lead_score(user: Employee, asked: Asked, one: Lead) -> int:
    if one.external_id and one.external_id == asked.text.strip():
        return IDENTIFIER
    of_client = asked.companies.get(one.company_id or 0, 0) - OF_CLIENT
    is_new = one.status == Lead.Status.NEW
    opened = asked.was_opened(one)
    extra = bonus(mine=one.assigned_to_id == user.pk, opened=opened, active=is_new, past=not is_new)
    return of_client + extra if of_client > 0 else 0


def _lead(one: Lead, score: int) -> Found:
    told = (str(one.get_status_display()), one.assigned_to and one.assigned_to.name)
    subtitle = " · ".join(str(word) for word in told if word)
    return Found(str(one), subtitle, one.get_absolute_url(), "funnel", _("Leads"), score, one.pk, "lead")
