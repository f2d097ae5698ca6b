"""The rail and «+»: groups of rooms as the business speaks, and who may open what."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.team.people.models import Employee, Role
from okno.team.people.permissions import BOOKKEEPERS, HEADS, PRICE_READERS, SELLERS, TECHNICIANS


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the rail; `key` goes there after `g`. It is folded for those to whom it is `rare`."""

    group: str | Lazy
    label: str | Lazy
    name: str
    icon: str
    roles: tuple[str, ...]
    key: str = ""
    url: str = ""
    current: bool = False
    count: int = 0
    rare: tuple[str, ...] = ()
    is_folded: bool = False


ENGINEERS = (Role.ENGINEER, *HEADS)
MONEY = (*BOOKKEEPERS, *HEADS)
CLIENT_MONEY = (*SELLERS, *MONEY)
CLIENT_FACING = (*SELLERS, Role.MARKETER)
ALL = tuple(Role)

TODAY, ATTRACT, FULFIL = _("Today"), _("Attract"), _("Fulfil")
KEEP, MONEY_GROUP, PEOPLE, REPORTS = _("Keep"), _("Money"), _("People"), _("Reports")

LINKS = [
    Link(TODAY, _("First steps"), "config:first_steps", "signpost-2", (Role.OWNER,)),
    Link(TODAY, _("Today"), "today:today", "sun", ALL, "t"),
    Link(TODAY, _("Promises"), "promises:promises", "clock-history", ALL, "o"),
    Link(TODAY, _("Close the day"), "relations:close_day", "moon-stars", SELLERS, "z"),
    Link(TODAY, _("Approvals"), "approvals:approvals", "patch-check", SELLERS, "a"),
    Link(TODAY, _("Report of slips"), "promises:slips", "calendar-x", ALL, rare=ALL),
    Link(ATTRACT, _("Leads"), "leads:leads", "funnel", (*SELLERS, Role.MARKETER), "l"),
    Link(ATTRACT, _("First answers"), "assignment:answers", "stopwatch", (*SELLERS, Role.MARKETER), rare=ALL),
    Link(
        ATTRACT,
        _("Rules of assignment"),
        "assignment:assignment_rules",
        "shuffle",
        (*SELLERS, Role.MARKETER),
        rare=ALL,
    ),
    Link(ATTRACT, _("Deals"), "deals:deals", "kanban", SELLERS, "d"),
    Link(ATTRACT, _("Hand-overs of deals"), "deals:deal_handovers", "arrow-left-right", SELLERS, rare=ALL),
    Link(ATTRACT, _("Questions of the qualification"), "leads:questions", "patch-question", HEADS, rare=ALL),
    Link(ATTRACT, _("Sales plan"), "reports:plan", "bullseye", (*SELLERS, Role.MARKETER), "j"),
    Link(ATTRACT, _("Quotes"), "quotes:quotes", "file-earmark-text", CLIENT_MONEY, "q"),
    Link(ATTRACT, _("Price list"), "catalog:configurations", "tags", PRICE_READERS),
    Link(ATTRACT, _("Floor formula"), "catalog:formula", "calculator", HEADS, rare=ALL),
    Link(FULFIL, _("Contracts"), "contracts:contracts", "pen", CLIENT_MONEY, "k"),
    Link(FULFIL, _("Orders"), "delivery:orders", "box-seam", (*SELLERS, *TECHNICIANS, *MONEY), "r"),
    Link(FULFIL, _("Feasibility"), "quotes:feasibilities", "clipboard-check", ENGINEERS, "f"),
    Link(FULFIL, _("Resources"), "resources:capacities", "hdd-rack", (*SELLERS, *TECHNICIANS), rare=SELLERS),
    Link(FULFIL, _("Expected volumes"), "reports:volumes", "graph-up", (*TECHNICIANS, *HEADS), rare=HEADS),
    Link(FULFIL, _("Locations"), "catalog:locations", "geo-alt", (*SELLERS, *TECHNICIANS), rare=ALL),
    Link(KEEP, _("Clients"), "clients:companies", "buildings", ALL, "c"),
    Link(KEEP, _("Running services"), "invoicing:services", "arrow-repeat", CLIENT_MONEY, "s"),
    Link(KEEP, _("Hand-overs"), "relations:handovers", "arrow-left-right", SELLERS, "h"),
    Link(KEEP, _("Outgoing letters"), "outbox:outgoing_mails", "send", SELLERS, rare=ALL),
    Link(KEEP, _("No letters to"), "clients:no_contacts", "envelope-slash", CLIENT_FACING, rare=ALL),
    Link(MONEY_GROUP, _("Invoices"), "invoicing:invoices", "receipt", CLIENT_MONEY, "i"),
    Link(MONEY_GROUP, _("Payments"), "payments:payments", "cash-stack", MONEY, "m"),
    Link(MONEY_GROUP, _("Unclear payments"), "payments:unclear_payments", "question-circle", MONEY, "u"),
    Link(MONEY_GROUP, _("Bank statements"), "payments:statements", "bank", MONEY, rare=HEADS),
    Link(
        MONEY_GROUP,
        _("Billing runs"),
        "invoicing:billing_runs",
        "calendar2-check",
        (*MONEY, Role.ASSISTANT),
        "b",
        rare=HEADS,
    ),
    Link(PEOPLE, _("Payslips"), "compensation:payslips", "wallet2", ALL, "p"),
    Link(PEOPLE, _("Pay plans"), "compensation:plans", "journal-text", ALL, rare=ALL),
    Link(PEOPLE, _("Team"), "people:employees", "people", ALL, "e"),
    Link(PEOPLE, _("Who is where"), "people:absences", "person-walking", ALL, "w", rare=ALL),
    Link(REPORTS, _("Team advisor"), "reports:advisor", "compass", (*HEADS, Role.MARKETER)),
    Link(REPORTS, _("Funnel"), "reports:funnel", "funnel-fill", (*SELLERS, Role.MARKETER)),
    Link(REPORTS, _("Losses"), "reports:losses", "x-octagon", (*SELLERS, Role.MARKETER)),
    Link(REPORTS, _("Sources"), "reports:sources", "signpost-split", (*SELLERS, Role.MARKETER)),
    Link(REPORTS, _("Digest of the day"), "today:digest", "newspaper", ALL, "n"),
]


# In a phone's bottom bar stand the first four of these that a person may open.
UNDER_THUMB = [
    "today:today",
    "clients:companies",
    "deals:deals",
    "leads:leads",
    "payments:unclear_payments",
    "quotes:feasibilities",
    "invoicing:invoices",
    "delivery:orders",
]

CREATES = [
    Link("", _("Lead"), "leads:register_lead", "funnel", (*SELLERS, Role.MARKETER)),
    Link(
        "",
        _("Leads from a file"),
        "lead_imports:import_leads",
        "file-earmark-arrow-up",
        (Role.MARKETER, *HEADS),
    ),
    Link("", _("Client"), "clients:add_company", "buildings", (*CLIENT_MONEY, Role.MARKETER)),
    Link("", _("Promise"), "promises:make_promise", "clock-history", ALL),
    Link("", _("Configuration"), "catalog:add_configuration", "tags", (Role.MARKETER, *HEADS)),
    Link("", _("Bank statement"), "payments:statements", "bank", MONEY),
    Link("", _("Billing run"), "invoicing:start_billing_run", "calendar2-check", (*MONEY, Role.ASSISTANT)),
    Link("", _("Employee"), "people:invite_employee", "person-plus", HEADS),
]


def links_of(employee: Employee, path: str) -> list[Link]:
    """Pages that exist and that this person may open; the longest address that begins `path` is current."""
    links = _open_to(employee, LINKS)
    begun = [link.url for link in links if path.startswith(link.url) and link.url != "/"]
    here = max(begun, key=len, default="")
    return [replace(link, current=link.url == (here or path)) for link in links]


def creates_of(employee: Employee) -> list[Link]:
    """Return what «+» offers to this person."""
    return _open_to(employee, CREATES)


def _open_to(employee: Employee, links: list[Link]) -> list[Link]:
    open_links = []
    for link in links:
        if employee.role_set.isdisjoint(link.roles):
            continue
        try:
            open_links.append(replace(link, url=reverse(link.name), is_folded=_is_rare(link, employee)))
        except NoReverseMatch:
            continue
    return open_links


def _is_rare(link: Link, employee: Employee) -> bool:
    """Return whether the employee opens it seldom in every role that lets them in."""
    return employee.role_set & set(link.roles) <= set(link.rare)


def groups_of(links: list[Link]) -> list[dict[str, Any]]:
    """Return the links under their titles, in the order of the table; the rare ones apart."""
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(str(link.group), []).append(link)
    return [
        {
            "title": title,
            "links": [link for link in members if not link.is_folded],
            "rare": (rare := [link for link in members if link.is_folded]),
            "is_open": any(link.current for link in rare),
        }
        for title, members in groups.items()
    ]
