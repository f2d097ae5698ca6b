"""Leads and deals for the line of search."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from okno.clients.search import of_one_word
from okno.kernel.sources import keys_of
from okno.people.models import Employee
from okno.sales.models import Deal, Lead
from okno.sales.queries import SEE_ALL, SEE_OWN
from okno.ui.ranking import IDENTIFIER, bonus, by_name
from okno.ui.search import Asked, Found

MINE, SHOWN, LATEST, MOST = 40, 6, 300, 120
SHOWN_OF_DEAL = (
    *("title", "status", "opened_on", "imported", "search_words", "stage__code", "stage__name"),
    *("company__name", "company__search_words", "owner__name"),
)
# What belongs to a client stands after the client himself.
OF_CLIENT = 250
# What a lead needs is told in many words: a name that has them is meant oftener.
OF_LEAD = 100


def search(user: Employee, asked: Asked) -> list[Found]:
    """Deals by their title, by their client, by both at once; leads by their client and foreign number."""
    return [*_deals(user, asked), *_leads(user, asked)]


def _deals(user: Employee, asked: Asked) -> list[Found]:
    ranked = sorted(((_score(user, asked, one), one) for one in _known_deals(user, asked)), key=_best_first)
    return [_deal(one, score) for score, one in ranked[:SHOWN] if score > 0]


def _known_deals(user: Employee, asked: Asked) -> Iterable[Deal]:
    if not asked.telling or not user.has(*SEE_ALL, *SEE_OWN):
        return ()
    deals = Deal.objects.order_by("-pk")
    # His own of the last time, whatever else the words name.
    latest = deals.filter(owner=user, status="open").values("pk")[:LATEST]
    words = asked.roughly("search_words", "company__search_words")
    sources = [deals.filter(words, pk__in=latest)[:MINE]]
    if asked.companies:
        sources.append(deals.filter(company__in=list(asked.companies))[:LATEST])
    if asked.is_telling:
        sources.append(deals.filter(search_words__some_words=asked.sought))
        if asked.is_of_two:
            sources.append(deals.filter(company__in=of_one_word(user, asked))[:LATEST])
    # Who may see them is asked of the few: beside each source it would be asked of all there are.
    rows = Deal.objects.visible_to(user).select_related("company", "owner", "stage").only(*SHOWN_OF_DEAL)
    return rows.filter(pk__in=keys_of(*sources)).order_by("-pk")[:MOST]


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
    ranked = sorted(
        ((_lead_score(user, asked, one), one) for one in _known_leads(user, asked)),
        key=lambda pair: (-pair[0], -pair[1].pk),
    )
    return [_lead(one, score) for score, one in ranked[:SHOWN] if score > 0]


def _known_leads(user: Employee, asked: Asked) -> Iterable[Lead]:
    if not user.has(*SEE_ALL, *SEE_OWN):
        return ()
    leads = Lead.objects.order_by("-pk")
    sources = []
    if any(sign.isdigit() for sign in asked.text):
        sources.append(leads.filter(external_id=asked.text.strip()).exclude(external_id="")[:1])
    if asked.companies:
        sources.append(leads.filter(company__in=list(asked.companies), imported=False)[:LATEST])
    if asked.is_telling:
        # What is new and one's own is little: it needs no index.
        mine = leads.filter(assigned_to=user, status=Lead.Status.NEW).values("pk")[:LATEST]
        words = asked.roughly("need", "contact__search_words", "company__search_words", is_raw=True)
        sources.append(leads.filter(words, pk__in=mine)[:MINE])
    rows = Lead.objects.visible_to(user).select_related("company", "contact", "assigned_to")
    return rows.filter(pk__in=keys_of(*sources)).order_by("-pk")[:MOST]


def _lead_score(user: Employee, asked: Asked, one: Lead) -> int:
    if one.external_id and one.external_id == asked.text.strip():
        return IDENTIFIER
    contact = one.contact.search_words if one.contact else ""
    company = one.company.search_words if one.company else ""
    known = max(
        asked.companies.get(one.company_id or 0, 0) - OF_CLIENT,
        by_name(asked.words, one.need, f"{contact} {company}") - OF_LEAD,
    )
    is_new = one.status == Lead.Status.NEW
    opened = asked.was_opened(one)
    extra = bonus(mine=one.assigned_to_id == user.pk, opened=opened, active=is_new, past=not is_new)
    return known + extra if known > 0 else 0


def _lead(one: Lead, score: int) -> Found:
    told = (str(one.get_status_display()), one.assigned_to and one.assigned_to.name)
    subtitle = " · ".join(str(word) for word in told if word)
    return Found(str(one), subtitle, one.get_absolute_url(), "funnel", _("Leads"), score, one.pk, "lead")
