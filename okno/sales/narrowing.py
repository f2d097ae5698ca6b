"""What a figure of a report opens: the list of exactly the deals or leads that it counts, by its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.kernel.clock import at_hour
from okno.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.kernel.errors import Text
from okno.kernel.keys import key_of
from okno.sales.dimensions import DIMENSIONS, ITSELF, UNKNOWN
from okno.sales.models import Deal, Lead, PipelineStage

DAY = timedelta(days=1)
# Stages as they stand in the order: of a deal's own stage and of one that it came to.
_SAME = Q(stage__position=F("stays__stage__position"))
_FURTHER = Q(stage__position__gt=F("stays__stage__position")) | _SAME & Q(stage__id__gt=F("stays__stage__id"))
_BEFORE = Q(stage__position__lt=F("stays__stage__position")) | _SAME & Q(stage__id__lt=F("stays__stage__id"))
_HERE = Q(stage=F("stays__stage"))
# Where a deal that came to a stage is now: these four are all, and no deal is in two of one stage.
WENT: dict[str, tuple[Text, Q]] = {
    "on": (gettext_lazy("went on"), Q(status="won") | Q(status__in=("open", "lost")) & _FURTHER),
    "lost": (gettext_lazy("lost there"), Q(status="lost") & _HERE),
    "stands": (gettext_lazy("stand there now"), Q(status="open") & _HERE),
    "back": (gettext_lazy("went back"), Q(status__in=("open", "lost")) & _BEFORE),
}
# What became of a lead.
BECAME: dict[str, tuple[Text, Q]] = {
    "new": (gettext_lazy("not qualified yet"), Q(status="new")),
    "turned_down": (gettext_lazy("turned down"), Q(status="disqualified")),
    "qualified": (gettext_lazy("qualified"), Q(status="qualified")),
    "open": (gettext_lazy("a deal in work"), Q(deal__status="open")),
    "won": (gettext_lazy("a contract"), Q(deal__status="won")),
    "lost": (gettext_lazy("a lost deal"), Q(deal__status="lost")),
    "at_documents": (
        gettext_lazy("lost at document approval"),
        Q(deal__status="lost", deal__stage__kind=PipelineStage.Kind.DOCUMENTS),
    ),
    "in_work": (gettext_lazy("still in work"), Q(status="new") | Q(deal__status="open")),
}
# The list of deals has a choice of stages in use by the name `stage`; a figure may be of one removed since.
ADDRESS = {"stage": "at"}
# Of the way through stages: whichever it came to.
ANY = "~any"


@dataclass(frozen=True)
class Narrowed:
    """`told` says in words what the rows are narrowed to; `kept` goes along with the page's other filters."""

    rows: QuerySet[Any]
    told: list[str]
    kept: dict[str, str]


def narrow_deals(rows: QuerySet[Deal], asked: Mapping[str, str]) -> Narrowed:
    """By any dimension, by when closed, when the lead came, and by the way through a stage."""
    found = _by_dimensions(Narrowed(rows, [], {}), asked)
    if asked.get("documents") in ("yes", "no"):
        found = _by_documents(found, asked["documents"])
    found = _by_days(found, asked, "closed", _("closed {days}"), _closed)
    found = _by_days(found, asked, "came", _("the lead came {days}"), _came_by_lead)
    return _by_way(found, asked)


def narrow_leads(rows: QuerySet[Lead], asked: Mapping[str, str]) -> Narrowed:
    """By where they are from, when they came and what became of them; whose they are."""
    found = Narrowed(rows, [], {})
    if campaign := asked.get("campaign", ""):
        value = "" if campaign == UNKNOWN else campaign
        found = _with(found, Q(campaign=value), _word("campaign", campaign), campaign=campaign)
    if (service := key_of(asked.get("service", ""))) is not None:
        found = _with(found, Q(service=service), _word("service", str(service)), service=str(service))
    if (manager := key_of(asked.get("manager", ""))) is not None:
        found = _with(found, whose(manager), _word("manager", str(manager)), manager=str(manager))
    if asked.get("became") in BECAME:
        word, became = BECAME[asked["became"]]
        found = _with(found, became, str(word), became=asked["became"])
    return _by_days(found, asked, "came", _("came {days}"), came)


def whose(employee: int) -> Q:
    """Leads given to a person, found by him, or whose deal he leads."""
    return Q(assigned_to=employee) | Q(brought_by=employee) | Q(deal__owner=employee)


def came(first: date, last: date) -> Q:
    """Leads that came on these days."""
    since, until = instants(first, last)
    return Q(received_at__gte=since, received_at__lt=until)


def came_to_stage(first: date, last: date) -> Q:
    """Deals that came to a stage on these days; the same join as `stays__stage` beside it."""
    since, until = instants(first, last)
    return Q(stays__entered_at__gte=since, stays__entered_at__lt=until)


def instants(first: date, last: date) -> tuple[datetime, datetime]:
    return at_hour(first, 0), at_hour(last + DAY, 0)


def _closed(first: date, last: date) -> Q:
    return Q(closed_on__gte=first, closed_on__lte=last)


def _came_by_lead(first: date, last: date) -> Q:
    since, until = instants(first, last)
    return Q(lead__received_at__gte=since, lead__received_at__lt=until)


def _with(found: Narrowed, condition: Q, told: str, **kept: str) -> Narrowed:
    return Narrowed(found.rows.filter(condition), [*found.told, told], {**found.kept, **kept})


def _by_dimensions(found: Narrowed, asked: Mapping[str, str]) -> Narrowed:
    for code, dimension in DIMENSIONS.items():
        name = ADDRESS.get(code, code)
        if value := asked.get(name, "").replace("\0", "")[:200]:
            rows = dimension.only(found.rows, value)
            found = Narrowed(rows, [*found.told, _word(code, value)], {**found.kept, name: value})
    return found


def _word(code: str, value: str) -> str:
    """«причина: цена», as the list tells it."""
    dimension = DIMENSIONS[code]
    labels = dimension.labels()
    key: Any = int(value) if dimension.is_number and value.isascii() and value.isdigit() else value
    if value == UNKNOWN:
        told: object = _("not known")
    elif value.endswith(ITSELF) and labels:
        told = _("{reason}, not told finer").format(reason=labels.get(value.removesuffix(ITSELF), value))
    else:
        told = labels.get(key, value) if labels else value
    return f"{str(dimension.word).lower()}: {told}"


def _by_documents(found: Narrowed, answer: str) -> Narrowed:
    if answer == "yes":
        return _with(found, Q(stage__kind="documents"), _("lost at document approval"), documents=answer)
    return _with(found, Q(stage__kind="work"), _("before document approval"), documents=answer)


def _by_days(found: Narrowed, asked: Mapping[str, str], name: str, sentence: str, of: Any) -> Narrowed:
    first, last = day_asked(asked.get(f"{name}_from", "")), day_asked(asked.get(f"{name}_to", ""))
    if first is None or last is None or last < first:
        return found
    days = f"{date_format(first, 'SHORT_DATE_FORMAT')} – {date_format(last, 'SHORT_DATE_FORMAT')}"
    kept = {f"{name}_from": first.isoformat(), f"{name}_to": last.isoformat()}
    return _with(found, of(first, last), sentence.format(days=days), **kept)


def _by_way(found: Narrowed, asked: Mapping[str, str]) -> Narrowed:
    """Deals that came to the stage `entered` on these days, and where they went from it."""
    stage = asked.get("entered", "")
    first, last = day_asked(asked.get("entered_from", "")), day_asked(asked.get("entered_to", ""))
    labels = {**(DIMENSIONS["stage"].labels() or {}), ANY: _("any stage")} if stage else {}
    if stage not in labels or first is None or last is None or last < first:
        return found
    condition = came_to_stage(first, last)
    if stage != ANY:
        condition = condition & Q(stays__stage=stage)
    days = f"{date_format(first, 'SHORT_DATE_FORMAT')} – {date_format(last, 'SHORT_DATE_FORMAT')}"
    told = _("came to «{stage}» {days}").format(stage=labels[stage], days=days)
    kept = {"entered": stage, "entered_from": first.isoformat(), "entered_to": last.isoformat()}
    if asked.get("went") in WENT:
        word, went = WENT[asked["went"]]
        condition, told = condition & went, f"{told}, {word}"
        kept["went"] = asked["went"]
    # By a subquery: a deal that came there twice stands in the list once.
    came_there = Deal.objects.filter(condition).order_by().values("pk")
    return _with(found, Q(pk__in=came_there), told, **kept)


def day_asked(text: str) -> date | None:
    try:
        on = parse_date(text)
    except ValueError:
        return None
    return on if on and FIRST_YEAR <= on.year <= LAST_YEAR else None
