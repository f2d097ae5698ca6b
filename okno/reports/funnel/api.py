"""The API of sales in figures: losses, sources, the funnel."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from okno.kernel.clock import local_date
from okno.kernel.dates import Period
from okno.kernel.errors import Invalid, allow
from okno.people.doors import caller
from okno.reports.funnel.confidence import Rate
from okno.reports.funnel.crossing import Cell, Row
from okno.reports.funnel.losses import Named, losses_of
from okno.reports.funnel.reading import HISTORY_IN, Limits, limits_of
from okno.reports.funnel.sources import Source, sources_of
from okno.reports.funnel.stages import funnel_of
from okno.reports.permissions import can_read_sales_figures
from okno.reports.spans import preset
from okno.sales.models import Nature
from okno.ui.api import PROBLEMS, Answer, Day, Key

router = Router(tags=["reports"])
By = Literal["reason", "service", "price", "nature", "channel", "campaign", "manager", "stage"]
Across = By | Literal["", "attitude", "competitor"]


class Asked(Schema):
    """The days, both included (this quarter unless both are named), and of what; a seller reads his own."""

    starts_on: Day | None = None
    ends_on: Day | None = None
    manager_id: Key | None = None
    service_id: Key | None = None
    nature: Nature | None = None
    history: Annotated[bool, Field(description="With deals loaded from files")] = False


class TallyAnswer(Answer):
    """`minor`: a month's fees expected, kopecks; the `unpriced` deals are not in it. `share_bp`: basis points
    of the column's deals of which the row's thing is known; null for what is not known."""

    count: int
    minor: int
    unpriced: int
    share_bp: int | None


class RowAnswer(Answer):
    """`depth` from 1: a finer row is counted in the one above. `key`: "~" not known, "~rest" the rest."""

    key: str
    label: str
    depth: int
    cells: list[TallyAnswer]
    total: TallyAnswer


class NamedAnswer(TallyAnswer):
    label: str


class LossesAnswer(Answer):
    """`work`: lost before document approval, which all tables but `at_documents` are of; `unrecorded` of them
    without a reason. `unnamed`: went to a competitor whom nobody knows."""

    starts_on: date
    ends_on: date
    work: TallyAnswer
    documents: TallyAnswer
    unrecorded: int
    columns: list[str]
    rows: list[RowAnswer]
    at_documents: list[NamedAnswer]
    attitudes: list[NamedAnswer]
    competitors: list[NamedAnswer]
    unnamed: int


class RateAnswer(Answer):
    """`count` of `of`; the share and Wilson's 95 % interval in basis points, null when `of` is 0.

    `is_enough`: at least 20 cases; below that the share proves nothing.
    """

    count: int
    of: int
    bp: int | None
    low_bp: int | None
    high_bp: int | None
    is_enough: bool


class SourceAnswer(Answer):
    """Leads that came in the days, by what became of them; `at_documents` of the lost, lost there.

    `qualifying` of the leads that are not new any more, `closing` of closed deals, `winning` of leads whose
    end is known. `cycle_days`: median of whole days from coming to signing, null below 6 contracts.
    `average_minor`: a month's fees of a contract, kopecks.
    """

    nature: str
    channel: str
    campaign: str
    label: str
    depth: int
    leads: int
    new: int
    turned_down: int
    qualified: int
    open: int
    won: int
    lost: int
    at_documents: int
    in_work: int
    qualifying: RateAnswer
    closing: RateAnswer
    winning: RateAnswer
    cycle_days: int | None
    average_minor: int | None
    minor: int


class SourcesAnswer(Answer):
    starts_on: date
    ends_on: date
    sources: list[SourceAnswer]
    total: SourceAnswer


class PassageAnswer(Answer):
    """`came` = `on` + `lost` + `stand` + `back`, each deal once, by where it is. `passing` of those gone.

    `days`: median of whole calendar days of a stay, null below 6 stays. `lost_minor`: kopecks a month.
    """

    code: str
    label: str
    is_removed: bool
    is_documents: bool
    came: int
    on: int
    lost: int
    stand: int
    back: int
    passing: RateAnswer
    days: int | None
    lost_minor: int


class FunnelAnswer(Answer):
    """Deals that came to a stage in the days; `won` and `lost` of them by now. History is never in it.

    `lost_at_documents`: those of `lost` that were lost at document approval.
    """

    starts_on: date
    ends_on: date
    deals: int
    won: int
    lost: int
    lost_at_documents: int
    stages: list[PassageAnswer]


@router.get("/reports/losses", response={200: LossesAnswer, **PROBLEMS})
def losses(
    request: HttpRequest, asked: Query[Asked], by: By = "reason", across: Across = ""
) -> dict[str, Any]:
    """Why deals were lost that were closed in these days."""
    limits, period = _read(request, asked)
    told = losses_of(limits, period, by, across)
    return {
        **_days(period),
        "work": {**vars(told.work), "share_bp": None},
        "documents": {**vars(told.documents), "share_bp": None},
        "unrecorded": told.unrecorded,
        "columns": [str(one) for one in told.table.columns],
        "rows": [_row(one) for one in told.table.rows],
        "at_documents": [_named(one) for one in told.at_documents],
        "attitudes": [_named(one) for one in told.attitudes],
        "competitors": [_named(one) for one in told.competitors],
        "unnamed": told.unnamed.count,
    }


@router.get("/reports/sources", response={200: SourcesAnswer, **PROBLEMS})
def sources(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """What became of the leads that came in these days, by source."""
    limits, period = _read(request, asked)
    told = sources_of(limits, period)
    return {**_days(period), "sources": [_source(one) for one in told.rows], "total": _source(told.total)}


@router.get("/reports/funnel", response={200: FunnelAnswer, **PROBLEMS})
def funnel(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """How the deals that came to a stage in these days have gone through the stages."""
    limits, period = _read(request, asked)
    told = funnel_of(limits, period)
    stages = [{**vars(one), "label": str(one.label), "passing": _rate(one.passing)} for one in told.passages]
    ended = {"won": told.won, "lost": told.lost, "lost_at_documents": told.lost_at_documents}
    return {**_days(period), "deals": told.deals, **ended, "stages": stages}


def _read(request: HttpRequest, asked: Asked) -> tuple[Limits, Period]:
    reader = caller(request)
    allow(can_read_sales_figures(reader))
    period = preset("quarter", local_date(timezone.now()))
    if asked.starts_on and asked.ends_on:
        if asked.ends_on < asked.starts_on:
            raise Invalid(ends_on=_("The last day is before the first."))
        period = Period(asked.starts_on, asked.ends_on)
    address = {
        "manager": str(asked.manager_id or ""),
        "service": str(asked.service_id or ""),
        "nature": asked.nature or "",
        "history": HISTORY_IN if asked.history else "",
    }
    return limits_of(reader, address), period


def _days(period: Period) -> dict[str, date]:
    return {"starts_on": period.starts_on, "ends_on": period.ends_on}


def _cell(cell: Cell) -> dict[str, Any]:
    return {**vars(cell.tally), "share_bp": cell.share_bp}


def _row(row: Row) -> dict[str, Any]:
    told = {"key": row.key, "label": str(row.label), "depth": row.depth}
    return {**told, "cells": [_cell(one) for one in row.cells], "total": _cell(row.total)}


def _named(one: Named) -> dict[str, Any]:
    return {**vars(one.tally), "share_bp": one.share_bp, "label": str(one.label)}


def _rate(rate: Rate) -> dict[str, Any]:
    low, high = rate.interval or (None, None)
    told = {"count": rate.count, "of": rate.of, "bp": rate.bp, "is_enough": rate.is_enough}
    return {**told, "low_bp": low, "high_bp": high}


def _source(one: Source) -> dict[str, Any]:
    nature, channel, campaign = one.key
    ends = one.ends
    return {
        **vars(ends),
        "leads": ends.leads,
        "qualified": ends.qualified,
        "in_work": ends.in_work,
        "nature": nature,
        "channel": channel,
        "campaign": campaign,
        "label": str(one.label),
        "depth": one.depth,
        "qualifying": _rate(one.qualifying),
        "closing": _rate(one.closing),
        "winning": _rate(one.winning),
        "cycle_days": one.cycle_days,
        "average_minor": one.average_minor,
    }
