"""Search in clients and contacts: a few rows from each of several sources, then ranked."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.typos import corrected_query, may_be_mistyped
from okno.ground.kernel.union import any_of
from okno.ground.ui.ranking import CLIENT, bonus, by_name, of_identifier, of_phone, of_tail
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.records.clients.models import AccountManagerTerm, Company, Contact
from okno.team.people.models import Employee

BY_NAME, MINE, SHOWN, OF_ONE_WORD, MOST_NEAR = 20, 40, 8, 12, 300
# The last sign there is: names from `key` to `key` + it are those that begin so, by the index.
LAST = "\U0010ffff"
COMPANY = ("name", "legal_name", "inn", "ogrn", "site", "email", "phone", "search_words", "sort_key")
PERSONS = ("name", "position", "email", "phone", "search_words", "left_at", "company_id")
OF_PERSON = (*PERSONS, "company__name", "company__search_words", "company__is_client")
# A person stands after the client of the very same name.
PERSON = -15


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return the best clients and contacts; the clients stay in the query's `companies` for later rooms."""
    return [*search_companies(user, query), *_people(user, query)]


def search_companies(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return the best clients alone."""
    ranked = sorted(
        ((_score(query, company), company) for company in _companies(user, query)),
        key=lambda pair: (-pair[0], pair[1].sort_key, pair[1].pk),
    )
    best = [(score, company) for score, company in ranked if score > 0][:SHOWN]
    # Left for the rooms after this one: their documents are found by the client without asking again.
    query.companies = {company.pk: score for score, company in best}
    return [_found(company, score) for score, company in best]


def _companies(user: Employee, query: SearchQuery) -> Iterable[Any]:
    """Return the candidates among companies, each with `is_mine`."""
    visible = Company.objects.visible_to(user)
    sources = [
        visible.filter(sort_key__gte=key, sort_key__lt=key + LAST)[:BY_NAME] for key in query.keys if key
    ]
    if query.telling:
        sources.append(visible.managed_by(user).filter(query.roughly("search_words"))[:MINE])
    if query.is_telling:
        likely = visible.filter(search_words__some_words=query.sought)
        sources.append(likely.order_by("-is_client", "-pk")[:MINE])
        # A short word drowns among longer ones that begin with it, and the index cuts the list before it.
        if query.is_of_one:
            exact = visible.filter(search_words__very_words=query.sought)
            sources.append(exact.order_by("-is_client", "-pk")[:MINE])
    if query.email:
        sources.append(visible.filter(email=query.email).exclude(email="")[:BY_NAME])
    is_mine = Exists(_kept_by(user).filter(company=OuterRef("pk")))
    rows = visible.annotate(is_mine=is_mine).order_by().only(*COMPANY, "is_client", "is_own")
    return any_of(rows, *sources)


def _kept_by(user: Employee) -> QuerySet[AccountManagerTerm]:
    """Return the current terms of this manager."""
    return AccountManagerTerm.objects.filter(manager=user, ends_on__isnull=True)


def _score(query: SearchQuery, company: Any) -> int:
    """Return how well the company matches; 0 when it does not."""
    at_domain = query.domain and query.domain in (
        company.site.removeprefix("www."),
        company.email.rpartition("@")[2],
    )
    match = max(
        of_identifier(query.digits, company.inn, company.ogrn),
        of_phone(query.phone, company.phone),
        of_identifier(query.email, company.email),
        of_identifier(query.domain, query.domain if at_domain else ""),
        of_tail(query.tail, company.inn, company.phone),
        by_name(query.words, company.name, company.search_words),
        # One point less, so that of two with equal words the one called so stands first.
        by_name(query.words, company.legal_name) - 1,
    )
    if match <= 0:
        return 0
    return match + bonus(
        mine=company.is_mine, opened=query.was_opened(company), client=company.is_client or company.is_own
    )


def _found(company: Company, score: int) -> SearchResult:
    """Return the company as a line of the results."""
    details = [
        company.inn and f"{_('INN')} {company.inn}",
        company.legal_name if company.legal_name != company.name else "",
    ]
    kind = _("Client") if company.is_client else _("Our own") if company.is_own else _("Not a client yet")
    subtitle = " · ".join(str(word) for word in (kind, *details) if word)
    return SearchResult(
        company.name,
        subtitle,
        company.get_absolute_url(),
        "buildings",
        _("Clients"),
        score,
        company.pk,
        "company",
    )


def _people(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return the best contacts."""
    ranked = sorted(
        ((_person_score(query, contact), contact) for contact in _contacts(user, query)),
        key=lambda pair: (-pair[0], -pair[1].pk),
    )
    return [_person(contact, score) for score, contact in ranked[:SHOWN] if score > 0]


def _contacts(user: Employee, query: SearchQuery) -> Iterable[Any]:
    """Return the candidates among contacts; `is_mine` says that the user manages their client."""
    if not query.is_telling:
        return ()
    visible = Contact.objects.visible_to(user)
    is_mine = Exists(_kept_by(user).filter(company=OuterRef("company")))
    rows = visible.annotate(is_mine=is_mine).select_related("company").order_by().only(*OF_PERSON)
    if query.email:
        return rows.filter(email=query.email).exclude(email="").order_by("-pk")[:MINE]
    condition = query.roughly("search_words", "company__search_words")
    sources = [
        visible.filter(search_words__some_words=query.sought).order_by("-pk")[:MINE],
        visible.filter(condition, company__in=_kept_by(user).values("company")).order_by("-pk")[:MINE],
    ]
    if query.is_of_two:
        sources.append(visible.filter(company__in=of_one_word(user, query)).order_by()[: 2 * MINE])
    return any_of(rows, *sources)


def of_one_word(user: Employee, query: SearchQuery) -> list[int]:
    """Return the keys of clients that one of the words names: «иванов ромашка» is a person of «Ромашка»."""
    if query.of_one_word is None:
        visible = Company.objects.visible_to(user)
        sources = []
        for word in query.telling[:3]:
            if len(word.raw) > 2:
                sources.append(visible.filter(sort_key__gte=word.raw, sort_key__lt=word.raw + LAST))
                likely = visible.filter(search_words__some_words=word.raw)
                sources.append(likely.order_by("-is_client", "-pk"))
        named = any_of(visible.order_by(), *(source[:OF_ONE_WORD] for source in sources))
        query.of_one_word = [*query.companies, *named.values_list("pk", flat=True)]
    return query.of_one_word


def correct_typo(user: Employee, query: SearchQuery) -> str:
    """Return the typed text with one letter corrected by names of clients and people; else empty."""
    if not may_be_mistyped(query.telling):
        return ""
    typed = [word.raw for word in query.telling]
    # All words of one row; else a row of each, for one may name an action or what is the client's.
    for sought in ([query.sought], typed if len(typed) > 1 else []):
        companies, contacts = Company.objects.visible_to(user), Contact.objects.visible_to(user)
        named = any_of(
            companies.order_by(), *(companies.filter(search_words__near_words=text) for text in sought)
        )
        people = any_of(
            contacts.order_by(), *(contacts.filter(search_words__near_words=text) for text in sought)
        )
        rows = [
            *named.values_list("search_words", flat=True)[:MOST_NEAR],
            *people.values_list("search_words", flat=True)[:MOST_NEAR],
        ]
        if corrected := corrected_query(query.telling, rows):
            return corrected
    return ""


def _person_score(query: SearchQuery, contact: Any) -> int:
    """Return how well the contact matches; 0 when it does not."""
    match = max(
        of_phone(query.phone, contact.phone),
        of_identifier(query.email, contact.email),
        of_tail(query.tail, contact.phone),
        by_name(query.words, contact.name, f"{contact.search_words} {contact.company.search_words}"),
    )
    if match <= 0:
        return 0
    extra = bonus(mine=contact.is_mine, opened=query.was_opened(contact.company), past=bool(contact.left_at))
    return match + extra + PERSON + CLIENT * contact.company.is_client


def _person(contact: Contact, score: int) -> SearchResult:
    """Return the contact as a line of the results."""
    subtitle = " · ".join(word for word in (contact.position, contact.company.name, contact.phone) if word)
    return SearchResult(
        contact.name,
        subtitle,
        contact.company.get_absolute_url(),
        "person",
        _("People"),
        score,
        contact.pk,
        "contact",
    )
