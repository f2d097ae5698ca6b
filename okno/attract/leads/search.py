"""Leads in the search line."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from okno.attract.leads.models import Lead
from okno.attract.leads.queries import SEE_ALL, SEE_OWN
from okno.ground.kernel.union import union_ids
from okno.ground.ui.ranking import IDENTIFIER, bonus, by_name
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.team.people.models import Employee

MINE, SHOWN, LATEST, MOST = 40, 6, 300, 120


# A lead of a client stands after the client in the results.
OF_CLIENT = 250


# The need of a lead has many words: a name with the same words is meant more often.
OF_LEAD = 100


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Find leads by their client and by their foreign number."""
    return _leads(user, query)


def _leads(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return the best matches among the leads, the best first."""
    ranked = sorted(
        ((_lead_score(user, query, lead), lead) for lead in _known_leads(user, query)),
        key=lambda pair: (-pair[0], -pair[1].pk),
    )
    return [_lead(lead, score) for score, lead in ranked[:SHOWN] if score > 0]


def _known_leads(user: Employee, query: SearchQuery) -> Iterable[Lead]:
    """Return the leads to rank: by foreign number, by company, and the employee's own new ones by text."""
    if not user.has(*SEE_ALL, *SEE_OWN):
        return ()
    leads = Lead.objects.order_by("-pk")
    sources = []
    if any(sign.isdigit() for sign in query.text):
        sources.append(leads.filter(external_id=query.text.strip()).exclude(external_id="")[:1])
    if query.companies:
        sources.append(leads.filter(company__in=list(query.companies), imported=False)[:LATEST])
    if query.is_telling:
        # Their own new leads are few: no index is needed.
        mine = leads.filter(assigned_to=user, status=Lead.Status.NEW).values("pk")[:LATEST]
        matching = query.roughly("need", "contact__search_words", "company__search_words", is_raw=True)
        sources.append(leads.filter(matching, pk__in=mine)[:MINE])
    rows = Lead.objects.visible_to(user).select_related("company", "contact", "assigned_to")
    return rows.filter(pk__in=union_ids(*sources)).order_by("-pk")[:MOST]


def _lead_score(user: Employee, query: SearchQuery, lead: Lead) -> int:
    """Return how well the lead matches; 0 when it does not."""
    if lead.external_id and lead.external_id == query.text.strip():
        return IDENTIFIER
    contact = lead.contact.search_words if lead.contact else ""
    company = lead.company.search_words if lead.company else ""
    match = max(
        query.companies.get(lead.company_id or 0, 0) - OF_CLIENT,
        by_name(query.words, lead.need, f"{contact} {company}") - OF_LEAD,
    )
    is_new = lead.status == Lead.Status.NEW
    opened = query.was_opened(lead)
    extra = bonus(mine=lead.assigned_to_id == user.pk, opened=opened, active=is_new, past=not is_new)
    return match + extra if match > 0 else 0


def _lead(lead: Lead, score: int) -> SearchResult:
    """Return the lead as a line of the search results."""
    details = (str(lead.get_status_display()), lead.assigned_to and lead.assigned_to.name)
    subtitle = " · ".join(str(detail) for detail in details if detail)
    return SearchResult(
        str(lead), subtitle, lead.get_absolute_url(), "funnel", _("Leads"), score, lead.pk, "lead"
    )
