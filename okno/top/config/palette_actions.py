"""What one does from the line of search: «новый лид», «записать звонок ромашка»."""

from dataclasses import replace
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.text import search_stems, words_of
from okno.ground.ui.offers import Verb
from okno.ground.ui.ranking import NAME, bonus, by_name
from okno.ground.ui.rooms import all_rooms
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.records.clients.models import Company
from okno.records.clients.search import search_companies
from okno.team.people.models import Employee
from okno.top.config.navigation import may_open

CLIENTS_SHOWN = 3
# A verb is met by its own words oftener than a client is called so.
VERB = 30


@cache
def verbs() -> list[Verb]:
    """Return the verbs of all rooms in their order."""
    return sorted((verb for room in all_rooms().values() for verb in room.verbs), key=lambda verb: verb.place)


def verbs_of(employee: Employee) -> list[Verb]:
    """Return the verbs that the employee may use, in their order."""
    return [verb for verb in verbs() if may_open(employee, verb.roles)]


def search_verbs(employee: Employee, query: SearchQuery, here: Company | None) -> list[SearchResult]:
    """Verbs by their words; the words left over name the client whom the verb is about."""
    lines: list[SearchResult] = []
    for verb in verbs_of(employee):
        score = max(by_name(query.words, phrase) for phrase in _phrases(verb))
        if score > 0:
            lines.append(_found(verb, here, score + VERB))
        elif verb.of_client and (rest := _rest(verb, query.text)):
            clients = search_companies(employee, SearchQuery(rest, query.opened))
            lines += [_about(verb, client) for client in clients[:CLIENTS_SHOWN]]
    return lines


def offered(employee: Employee, here: Company | None) -> list[SearchResult]:
    """Before anything is typed: what is done with the client whose page is open, then what begins anew."""
    verbs = sorted(verbs_of(employee), key=lambda verb: not (verb.of_client and here))
    return [_found(verb, here, 0) for verb in verbs if here or not verb.of_client][:8]


def _phrases(verb: Verb) -> list[str]:
    return [str(verb.title), *str(verb.also).split(";")]


def _found(verb: Verb, here: Company | None, score: int) -> SearchResult:
    line = SearchResult(str(verb.title), "", "", verb.icon, _("Actions"), score, code="action")
    if not verb.of_client:
        return replace(line, url=verb.url())
    if here:
        return replace(
            line, url=verb.url(here.pk), subtitle=here.name, score=score and score + bonus(opened=True)
        )
    beginning = f"{verb.title} "
    return replace(
        line, url=reverse("config:search"), subtitle=str(_("and the client's name")), fill=beginning
    )


def _about(verb: Verb, client: SearchResult) -> SearchResult:
    title = f"{verb.title}: {client.title}"
    score = NAME + VERB + client.score // 10
    return SearchResult(
        title, client.subtitle, verb.url(client.pk), verb.icon, _("Actions"), score, client.pk, "action"
    )


def _rest(verb: Verb, text: str) -> str:
    """Return the text after the words of the verb; "" when they are not all there."""
    typed = text.split()
    for phrase in sorted((words_of(phrase_text) for phrase_text in _phrases(verb)), key=len, reverse=True):
        head = typed[: len(phrase)]
        if len(typed) > len(phrase) and all(map(_is_form, head, phrase)):
            return " ".join(typed[len(phrase) :])
    return ""


def _is_form(typed: str, word: str) -> bool:
    return search_stems(typed) == search_stems(word) or (len(typed) > 3 and word.startswith(typed.lower()))
