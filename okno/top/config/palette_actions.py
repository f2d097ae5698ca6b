"""What one does from the line of search: «новый лид», «записать звонок ромашка»."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.text import search_stems, words_of
from okno.ground.ui.ranking import NAME, bonus, by_name
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.records.clients.models import Company
from okno.records.clients.search import search_companies
from okno.team.people.models import Employee, Role
from okno.team.people.permissions import HEADS, SELLERS
from okno.top.config.navigation import ALL, CLIENT_MONEY, MONEY

CLIENTS_SHOWN = 3
# A verb is met by its own words oftener than a client is called so.
VERB = 30


@dataclass(frozen=True, slots=True)
class Verb:
    """`also` are other words for it, divided by «;». What is `of_client` wants him named or his page open."""

    title: str | Lazy
    also: str | Lazy
    name: str
    icon: str
    roles: tuple[str, ...]
    query: str = ""
    of_client: bool = False

    def url(self, *args: int) -> str:
        return reverse(self.name, args=args) + self.query


VERBS = [
    Verb(
        _("New lead"),
        _("lead;add a lead;register a lead"),
        "leads:register_lead",
        "funnel",
        (*SELLERS, Role.MARKETER),
    ),
    Verb(_("Log a call"), _("call;phone"), "journal:write_note", "telephone", ALL, "?kind=call", True),
    Verb(_("Write a note"), _("note;comment"), "journal:write_note", "pencil", ALL, "?kind=note", True),
    Verb(_("New promise"), _("promise;task;reminder"), "promises:make_promise", "clock-history", ALL),
    Verb(_("Set the status"), _("status;next step"), "relations:set_status", "signpost", SELLERS, "", True),
    Verb(
        _("Send a letter"),
        _("letter;write to the client;e-mail"),
        "clients:send_letter",
        "envelope",
        SELLERS,
        "",
        True,
    ),
    Verb(_("Close the day"), _("day;end the day"), "relations:close_day", "moon-stars", SELLERS),
    Verb(
        _("New client"),
        _("client;company;add a client"),
        "clients:add_company",
        "buildings",
        (*CLIENT_MONEY, Role.MARKETER),
    ),
    Verb(
        _("New contact"),
        _("contact;person;add a contact"),
        "clients:add_contact",
        "person-plus",
        SELLERS,
        "",
        True,
    ),
    Verb(
        _("Hand the client over"),
        _("hand over"),
        "relations:hand_over_client",
        "arrow-left-right",
        SELLERS,
        "",
        True,
    ),
    Verb(
        _("Load leads from a file"),
        _("import;upload leads"),
        "lead_imports:import_leads",
        "file-earmark-arrow-up",
        (Role.MARKETER, *HEADS),
    ),
    Verb(
        _("New configuration"),
        _("configuration;price"),
        "catalog:add_configuration",
        "tags",
        (Role.MARKETER, *HEADS),
    ),
    Verb(_("Load a bank statement"), _("statement;bank"), "payments:statements", "bank", MONEY),
    Verb(
        _("Start a billing run"),
        _("billing;issue invoices"),
        "invoicing:start_billing_run",
        "calendar2-check",
        (*MONEY, Role.ASSISTANT),
    ),
    Verb(
        _("Announce an absence"),
        _("vacation;sick leave;absence"),
        "people:announce_absence",
        "person-walking",
        ALL,
    ),
    Verb(
        _("Invite an employee"), _("employee;new colleague"), "people:invite_employee", "person-plus", HEADS
    ),
    Verb(_("My settings"), _("settings;profile"), "people:settings", "sliders", ALL),
]


def verbs_of(employee: Employee) -> list[Verb]:
    return [verb for verb in VERBS if not employee.role_set.isdisjoint(verb.roles)]


def search_verbs(employee: Employee, query: SearchQuery, here: Company | None) -> list[SearchResult]:
    """Verbs by their words; the words left over name the client whom the verb is about."""
    lines: list[SearchResult] = []
    for verb in verbs_of(employee):
        score = max(by_name(query.words, phrase) for phrase in _phrases(verb))
        if score > 0:
            lines.append(_found(verb, here, score + VERB))
        elif verb.of_client and (rest := _rest(verb, query.text)):
            clients = search_companies(employee, SearchQuery(rest, query.opened))
            lines += [_about(verb, one) for one in clients[:CLIENTS_SHOWN]]
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
    words = f"{verb.title} "
    return replace(line, url=reverse("config:search"), subtitle=str(_("and the client's name")), fill=words)


def _about(verb: Verb, client: SearchResult) -> SearchResult:
    title = f"{verb.title}: {client.title}"
    score = NAME + VERB + client.score // 10
    return SearchResult(
        title, client.subtitle, verb.url(client.pk), verb.icon, _("Actions"), score, client.pk, "action"
    )


def _rest(verb: Verb, text: str) -> str:
    """Return the text after the words of the verb; "" when they are not all there."""
    typed = text.split()
    for phrase in sorted((words_of(one) for one in _phrases(verb)), key=len, reverse=True):
        head = typed[: len(phrase)]
        if len(typed) > len(phrase) and all(map(_is_form, head, phrase)):
            return " ".join(typed[len(phrase) :])
    return ""


def _is_form(typed: str, word: str) -> bool:
    return search_stems(typed) == search_stems(word) or (len(typed) > 3 and word.startswith(typed.lower()))
