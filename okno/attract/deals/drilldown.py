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

from okno.attract.deals.dimensions import DIMENSIONS, ITSELF, UNKNOWN
from okno.attract.deals.models import Deal, PipelineStage
from okno.attract.leads.models import Lead
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.ground.kernel.errors import Text
from okno.ground.kernel.row_ids import id_of

DAY = timedelta(days=1)
# Stages as they stand in the order: of a deal's own stage and of one that it came to.
_SAME = Q(stage__position=F("stays__stage__position"))
_FURTHER = Q(stage__position__gt=F("stays__stage__position")) | _SAME & Q(stage__id__gt=F("stays__stage__id"))
_BEFORE = Q(stage__position__lt=F("stays__stage__position")) | _SAME & Q(stage__id__lt=F("stays__stage__id"))
_HERE = Q(stage=F("stays__stage"))
# Where a deal that came to a stage is now: these four are all, and no deal is in two of one stage.
STAGE_OUTCOMES: dict[str, tuple[Text, Q]] = {
    "on": (gettext_lazy("went on"), Q(status="won") | Q(status__in=("open", "lost")) & _FURTHER),
    "lost": (gettext_lazy("lost there"), Q(status="lost") & _HERE),
    "stands": (gettext_lazy("stand there now"), Q(status="open") & _HERE),
    "back": (gettext_lazy("went back"), Q(status__in=("open", "lost")) & _BEFORE),
}
# What became of a lead.
LEAD_OUTCOMES: dict[str, tuple[Text, Q]] = {
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
class Drilldown:
    """`phrases` say what the rows are narrowed to; `kept` goes along with the page's other filters."""

    rows: QuerySet[Any]
    phrases: list[str]
    kept: dict[str, str]


def narrow_deals(rows: QuerySet[Deal], query: Mapping[str, str]) -> Drilldown:
    """Narrow the deals by any dimension, by their day of closing, by the lead's day, and by their way
    through a stage.
    """
    narrowed = _by_dimensions(Drilldown(rows, [], {}), query)
    if query.get("documents") in ("yes", "no"):
        narrowed = _by_documents(narrowed, query["documents"])
    narrowed = _by_days(narrowed, query, "closed", _("closed {days}"), _closed)
    narrowed = _by_days(narrowed, query, "came", _("the lead came {days}"), _came_by_lead)
    return _by_way(narrowed, query)


def narrow_leads(rows: QuerySet[Lead], query: Mapping[str, str]) -> Drilldown:
    """Narrow the leads by their source, day, outcome and manager."""
    narrowed = Drilldown(rows, [], {})
    if campaign := query.get("campaign", ""):
        value = "" if campaign == UNKNOWN else campaign
        narrowed = _with(narrowed, Q(campaign=value), _word("campaign", campaign), campaign=campaign)
    if (service := id_of(query.get("service", ""))) is not None:
        narrowed = _with(narrowed, Q(service=service), _word("service", str(service)), service=str(service))
    if (manager := id_of(query.get("manager", ""))) is not None:
        narrowed = _with(narrowed, whose(manager), _word("manager", str(manager)), manager=str(manager))
    if query.get("became") in LEAD_OUTCOMES:
        word, became = LEAD_OUTCOMES[query["became"]]
        narrowed = _with(narrowed, became, str(word), became=query["became"])
    return _by_days(narrowed, query, "came", _("came {days}"), came)


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


def _with(narrowed: Drilldown, condition: Q, phrase: str, **kept: str) -> Drilldown:
    return Drilldown(narrowed.rows.filter(condition), [*narrowed.phrases, phrase], {**narrowed.kept, **kept})


def _by_dimensions(narrowed: Drilldown, query: Mapping[str, str]) -> Drilldown:
    for code, dimension in DIMENSIONS.items():
        name = ADDRESS.get(code, code)
        if value := query.get(name, "").replace("\0", "")[:200]:
            rows = dimension.only(narrowed.rows, value)
            narrowed = Drilldown(
                rows, [*narrowed.phrases, _word(code, value)], {**narrowed.kept, name: value}
            )
    return narrowed


def _word(code: str, value: str) -> str:
    """«причина: цена», as the list tells it."""
    dimension = DIMENSIONS[code]
    labels = dimension.labels()
    key: Any = int(value) if dimension.is_number and value.isascii() and value.isdigit() else value
    if value == UNKNOWN:
        phrase: object = _("not known")
    elif value.endswith(ITSELF) and labels:
        phrase = _("{reason}, not told finer").format(reason=labels.get(value.removesuffix(ITSELF), value))
    else:
        phrase = labels.get(key, value) if labels else value
    return f"{str(dimension.word).lower()}: {phrase}"


def _by_documents(narrowed: Drilldown, answer: str) -> Drilldown:
    if answer == "yes":
        return _with(narrowed, Q(stage__kind="documents"), _("lost at document approval"), documents=answer)
    return _with(narrowed, Q(stage__kind="work"), _("before document approval"), documents=answer)


def _by_days(narrowed: Drilldown, query: Mapping[str, str], name: str, sentence: str, of: Any) -> Drilldown:
    first, last = day_asked(query.get(f"{name}_from", "")), day_asked(query.get(f"{name}_to", ""))
    if first is None or last is None or last < first:
        return narrowed
    days = f"{date_format(first, 'SHORT_DATE_FORMAT')} – {date_format(last, 'SHORT_DATE_FORMAT')}"
    kept = {f"{name}_from": first.isoformat(), f"{name}_to": last.isoformat()}
    return _with(narrowed, of(first, last), sentence.format(days=days), **kept)


def _by_way(narrowed: Drilldown, query: Mapping[str, str]) -> Drilldown:
    """Deals that came to the stage `entered` on these days, and where they went from it."""
    stage = query.get("entered", "")
    first, last = day_asked(query.get("entered_from", "")), day_asked(query.get("entered_to", ""))
    labels = {**(DIMENSIONS["stage"].labels() or {}), ANY: _("any stage")} if stage else {}
    if stage not in labels or first is None or last is None or last < first:
        return narrowed
    condition = came_to_stage(first, last)
    if stage != ANY:
        condition = condition & Q(stays__stage=stage)
    days = f"{date_format(first, 'SHORT_DATE_FORMAT')} – {date_format(last, 'SHORT_DATE_FORMAT')}"
    phrase = _("came to «{stage}» {days}").format(stage=labels[stage], days=days)
    kept = {"entered": stage, "entered_from": first.isoformat(), "entered_to": last.isoformat()}
    if query.get("went") in STAGE_OUTCOMES:
        word, went = STAGE_OUTCOMES[query["went"]]
        condition, phrase = condition & went, f"{phrase}, {word}"
        kept["went"] = query["went"]
    # By a subquery: a deal that came there twice stands in the list once.
    came_there = Deal.objects.filter(condition).order_by().values("pk")
    return _with(narrowed, Q(pk__in=came_there), phrase, **kept)


def day_asked(text: str) -> date | None:
    try:
        on = parse_date(text)
    # parse_date raises for 2026-02-30, a day well written that does not exist, and returns None for other
    # text.
    except ValueError:
        return None
    return on if on and FIRST_YEAR <= on.year <= LAST_YEAR else None
