"""Clients and their people for the line of search: few from each of several sources, then ranked."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from okno.clients.models import Company, Contact
from okno.kernel.fulltext import Word
from okno.people.models import Employee
from okno.ui.ranking import CLIENT, bonus, by_name, of_identifier, of_phone
from okno.ui.search import Asked, Found

BY_NAME, MINE, SHOWN, OF_ONE_WORD = 20, 40, 8, 12
LAST = "\U0010ffff"
COMPANY = ("name", "legal_name", "inn", "ogrn", "site", "email", "phone", "search_words", "sort_key")
PERSONS = ("name", "position", "email", "phone", "search_words", "left_at", "company_id")
OF_PERSON = (*PERSONS, "company__name", "company__search_words", "company__is_client")
# A person stands after the client of the very same name.
PERSON = -15


def search(user: Employee, asked: Asked) -> list[Found]:
    """The best clients and people; the clients are left in `asked.companies` for the rooms below."""
    kept = set(Company.objects.kept_by(user).order_by().values_list("pk", flat=True))
    ranked = sorted(
        ((_score(asked, one, one.pk in kept), one) for one in _companies(user, asked)),
        key=lambda pair: (-pair[0], pair[1].sort_key, pair[1].pk),
    )
    best = [(score, one) for score, one in ranked if score > 0][:SHOWN]
    asked.companies = {one.pk: score for score, one in best}
    return [_found(one, score) for score, one in best] + _people(user, asked, kept)


def _companies(user: Employee, asked: Asked) -> Iterable[Company]:
    visible = Company.objects.visible_to(user).only(*COMPANY, "is_client", "is_own")
    found: dict[int, Company] = {}
    for rows in (
        visible.filter(sort_key__gte=asked.key, sort_key__lt=asked.key + LAST)[:BY_NAME] if asked.key else (),
        visible.kept_by(user).filter(asked.roughly("search_words"))[:MINE] if asked.telling else (),
        visible.filter(search_words__some_words=asked.sought).order_by("-is_client", "-pk")[:MINE]
        if asked.is_telling
        else (),
        visible.filter(search_words__very_words=asked.sought).order_by("-is_client", "-pk")[:MINE]
        if asked.is_telling
        else (),
        visible.filter(email=asked.email).exclude(email="")[:BY_NAME] if asked.email else (),
    ):
        found |= {one.pk: one for one in rows}
    return found.values()


def _score(asked: Asked, one: Company, is_mine: bool) -> int:
    at_domain = asked.domain and asked.domain in (one.site.removeprefix("www."), one.email.rpartition("@")[2])
    known = max(
        of_identifier(asked.digits, one.inn, one.ogrn),
        of_phone(asked.phone, one.phone),
        of_identifier(asked.email, one.email),
        of_identifier(asked.domain, asked.domain if at_domain else ""),
        by_name(asked.words, one.name, one.search_words),
        by_name(asked.words, one.legal_name) - 1,
    )
    if known <= 0:
        return 0
    return known + bonus(mine=is_mine, opened=asked.was_opened(one), client=one.is_client or one.is_own)


def _found(one: Company, score: int) -> Found:
    told = [one.inn and f"{_('INN')} {one.inn}", one.legal_name if one.legal_name != one.name else ""]
    kind = _("Client") if one.is_client else _("Our own") if one.is_own else _("Not a client yet")
    subtitle = " · ".join(str(word) for word in (kind, *told) if word)
    return Found(
        one.name, subtitle, one.get_absolute_url(), "buildings", _("Clients"), score, one.pk, "company"
    )


def _people(user: Employee, asked: Asked, kept: set[int]) -> list[Found]:
    visible = Contact.objects.visible_to(user).select_related("company").only(*OF_PERSON)
    found: dict[int, Contact] = {}
    if asked.is_telling:
        sources = [visible.filter(search_words__some_words=asked.sought).order_by("-pk")[:MINE]]
        if asked.email:
            sources = [visible.filter(email=asked.email).exclude(email="")[:MINE]]
        if asked.is_of_two:
            sources.append(visible.filter(company__in=of_one_word(user, asked))[: 2 * MINE])
        found = {one.pk: one for rows in sources for one in rows}
    ranked = sorted(
        ((_person_score(asked, one, one.company_id in kept), one) for one in found.values()),
        key=lambda pair: (-pair[0], -pair[1].pk),
    )
    return [_person(one, score) for score, one in ranked[:SHOWN] if score > 0]


def of_one_word(user: Employee, asked: Asked) -> list[int]:
    """Clients that one of the words names: «иванов ромашка» is a person of «Ромашка»."""
    if asked.of_one_word is None:
        telling = [word for word in asked.telling[:3] if len(word.raw) > 2]
        asked.of_one_word = [*asked.companies, *(pk for word in telling for pk in _named(user, word))]
    return asked.of_one_word


def _named(user: Employee, word: Word) -> list[int]:
    visible = Company.objects.visible_to(user)
    begun = visible.filter(sort_key__gte=word.raw, sort_key__lt=word.raw + LAST)
    some = visible.filter(search_words__some_words=word.raw).order_by("-is_client", "-pk")
    return [
        *begun.values_list("pk", flat=True)[:OF_ONE_WORD],
        *some.values_list("pk", flat=True)[:OF_ONE_WORD],
    ]


def _person_score(asked: Asked, one: Contact, is_mine: bool) -> int:
    known = max(
        of_phone(asked.phone, one.phone),
        of_identifier(asked.email, one.email),
        by_name(asked.words, one.name, f"{one.search_words} {one.company.search_words}"),
    )
    if known <= 0:
        return 0
    extra = bonus(mine=is_mine, opened=asked.was_opened(one.company), past=bool(one.left_at))
    return known + extra + PERSON + CLIENT * one.company.is_client


def _person(one: Contact, score: int) -> Found:
    subtitle = " · ".join(word for word in (one.position, one.company.name, one.phone) if word)
    return Found(
        one.name, subtitle, one.company.get_absolute_url(), "person", _("People"), score, one.pk, "contact"
    )
