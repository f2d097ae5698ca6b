"""Clients and their people for the line of search: few from each of several sources, then ranked."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from okno.clients.models import Company, Contact, Management
from okno.kernel.sources import any_of
from okno.kernel.typos import may_be_mistyped, meant
from okno.people.models import Employee
from okno.ui.ranking import CLIENT, bonus, by_name, of_identifier, of_phone, of_tail
from okno.ui.search import Asked, Found

BY_NAME, MINE, SHOWN, OF_ONE_WORD, MOST_NEAR = 20, 40, 8, 12, 300
LAST = "\U0010ffff"
COMPANY = ("name", "legal_name", "inn", "ogrn", "site", "email", "phone", "search_words", "sort_key")
PERSONS = ("name", "position", "email", "phone", "search_words", "left_at", "company_id")
OF_PERSON = (*PERSONS, "company__name", "company__search_words", "company__is_client")
# A person stands after the client of the very same name.
PERSON = -15


def search(user: Employee, asked: Asked) -> list[Found]:
    """The best clients and people; the clients are left in `asked.companies` for the rooms below."""
    return [*search_companies(user, asked), *_people(user, asked)]


def search_companies(user: Employee, asked: Asked) -> list[Found]:
    """The best clients alone."""
    ranked = sorted(
        ((_score(asked, one), one) for one in _companies(user, asked)),
        key=lambda pair: (-pair[0], pair[1].sort_key, pair[1].pk),
    )
    best = [(score, one) for score, one in ranked if score > 0][:SHOWN]
    asked.companies = {one.pk: score for score, one in best}
    return [_found(one, score) for score, one in best]


def _companies(user: Employee, asked: Asked) -> Iterable[Any]:
    """Each with `is_mine`."""
    visible = Company.objects.visible_to(user)
    sources = [
        visible.filter(sort_key__gte=key, sort_key__lt=key + LAST)[:BY_NAME] for key in asked.keys if key
    ]
    if asked.telling:
        sources.append(visible.kept_by(user).filter(asked.roughly("search_words"))[:MINE])
    if asked.is_telling:
        some = visible.filter(search_words__some_words=asked.sought)
        sources.append(some.order_by("-is_client", "-pk")[:MINE])
        if asked.is_of_one:
            very = visible.filter(search_words__very_words=asked.sought)
            sources.append(very.order_by("-is_client", "-pk")[:MINE])
    if asked.email:
        sources.append(visible.filter(email=asked.email).exclude(email="")[:BY_NAME])
    is_mine = Exists(_kept_by(user).filter(company=OuterRef("pk")))
    rows = visible.annotate(is_mine=is_mine).order_by().only(*COMPANY, "is_client", "is_own")
    return any_of(rows, *sources)


def _kept_by(user: Employee) -> QuerySet[Management]:
    return Management.objects.filter(manager=user, ends_on__isnull=True)


def _score(asked: Asked, one: Any) -> int:
    at_domain = asked.domain and asked.domain in (one.site.removeprefix("www."), one.email.rpartition("@")[2])
    known = max(
        of_identifier(asked.digits, one.inn, one.ogrn),
        of_phone(asked.phone, one.phone),
        of_identifier(asked.email, one.email),
        of_identifier(asked.domain, asked.domain if at_domain else ""),
        of_tail(asked.tail, one.inn, one.phone),
        by_name(asked.words, one.name, one.search_words),
        by_name(asked.words, one.legal_name) - 1,
    )
    if known <= 0:
        return 0
    return known + bonus(mine=one.is_mine, opened=asked.was_opened(one), client=one.is_client or one.is_own)


def _found(one: Company, score: int) -> Found:
    told = [one.inn and f"{_('INN')} {one.inn}", one.legal_name if one.legal_name != one.name else ""]
    kind = _("Client") if one.is_client else _("Our own") if one.is_own else _("Not a client yet")
    subtitle = " · ".join(str(word) for word in (kind, *told) if word)
    return Found(
        one.name, subtitle, one.get_absolute_url(), "buildings", _("Clients"), score, one.pk, "company"
    )


def _people(user: Employee, asked: Asked) -> list[Found]:
    ranked = sorted(
        ((_person_score(asked, one), one) for one in _contacts(user, asked)),
        key=lambda pair: (-pair[0], -pair[1].pk),
    )
    return [_person(one, score) for score, one in ranked[:SHOWN] if score > 0]


def _contacts(user: Employee, asked: Asked) -> Iterable[Any]:
    """Each with `is_mine`: a person of a client whom the reader keeps."""
    if not asked.is_telling:
        return ()
    visible = Contact.objects.visible_to(user)
    is_mine = Exists(_kept_by(user).filter(company=OuterRef("company")))
    rows = visible.annotate(is_mine=is_mine).select_related("company").order_by().only(*OF_PERSON)
    if asked.email:
        return rows.filter(email=asked.email).exclude(email="").order_by("-pk")[:MINE]
    words = asked.roughly("search_words", "company__search_words")
    sources = [
        visible.filter(search_words__some_words=asked.sought).order_by("-pk")[:MINE],
        visible.filter(words, company__in=_kept_by(user).values("company")).order_by("-pk")[:MINE],
    ]
    if asked.is_of_two:
        sources.append(visible.filter(company__in=of_one_word(user, asked)).order_by()[: 2 * MINE])
    return any_of(rows, *sources)


def of_one_word(user: Employee, asked: Asked) -> list[int]:
    """Clients that one of the words names: «иванов ромашка» is a person of «Ромашка»."""
    if asked.of_one_word is None:
        visible = Company.objects.visible_to(user)
        sources = []
        for word in asked.telling[:3]:
            if len(word.raw) > 2:
                sources.append(visible.filter(sort_key__gte=word.raw, sort_key__lt=word.raw + LAST))
                some = visible.filter(search_words__some_words=word.raw)
                sources.append(some.order_by("-is_client", "-pk"))
        named = any_of(visible.order_by(), *(source[:OF_ONE_WORD] for source in sources))
        asked.of_one_word = [*asked.companies, *named.values_list("pk", flat=True)]
    return asked.of_one_word


def mend(user: Employee, asked: Asked) -> str:
    """What was typed with one letter of a word mended, as clients and their people are called; or ""."""
    if not may_be_mistyped(asked.telling):
        return ""
    words = [word.raw for word in asked.telling]
    # All words of one row; else a row of each, for one may name an action or what is the client's.
    for sought in ([asked.sought], words if len(words) > 1 else []):
        companies, contacts = Company.objects.visible_to(user), Contact.objects.visible_to(user)
        found = any_of(
            companies.order_by(), *(companies.filter(search_words__near_words=one) for one in sought)
        )
        people = any_of(
            contacts.order_by(), *(contacts.filter(search_words__near_words=one) for one in sought)
        )
        rows = [
            *found.values_list("search_words", flat=True)[:MOST_NEAR],
            *people.values_list("search_words", flat=True)[:MOST_NEAR],
        ]
        if mended := meant(asked.telling, rows):
            return mended
    return ""


def _person_score(asked: Asked, one: Any) -> int:
    known = max(
        of_phone(asked.phone, one.phone),
        of_identifier(asked.email, one.email),
        of_tail(asked.tail, one.phone),
        by_name(asked.words, one.name, f"{one.search_words} {one.company.search_words}"),
    )
    if known <= 0:
        return 0
    extra = bonus(mine=one.is_mine, opened=asked.was_opened(one.company), past=bool(one.left_at))
    return known + extra + PERSON + CLIENT * one.company.is_client


def _person(one: Contact, score: int) -> Found:
    subtitle = " · ".join(word for word in (one.position, one.company.name, one.phone) if word)
    return Found(
        one.name, subtitle, one.company.get_absolute_url(), "person", _("People"), score, one.pk, "contact"
    )
