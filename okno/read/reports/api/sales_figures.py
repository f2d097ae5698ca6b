"""The API of sales in figures: losses, sources, the funnel."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from okno.attract.leads.models import SourceType
from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import Period
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.access import caller
from okno.ground.ui.api import PROBLEMS, Answer, Day, Key
from okno.read.reports.date_range import preset
from okno.read.reports.funnel.confidence import Rate
from okno.read.reports.funnel.filters import HISTORY_IN, Limits, limits_of
from okno.read.reports.funnel.losses import Named, losses_of
from okno.read.reports.funnel.pivot import Cell, Row
from okno.read.reports.funnel.sources import Source, sources_of
from okno.read.reports.funnel.stages import funnel_of
from okno.read.reports.permissions import can_read_sales_figures

router = Router()
By = Literal["reason", "service", "price", "source_type", "channel", "campaign", "manager", "stage"]
Across = By | Literal["", "attitude", "competitor"]


class FiguresQuery(Schema):
    """The days, both included (this quarter unless both are named), and of what; a seller reads his own."""

    starts_on: Day | None = None
    ends_on: Day | None = None
    manager_id: Key | None = None
    service_id: Key | None = None
    source_type: SourceType | None = None
    history: Annotated[bool, Field(description="With deals loaded from files")] = False


class TallyAnswer(Answer):
    """`minor`: a month's fees expected, kopecks; the `unpriced` deals are not in it. `share_bp`: basis points
    of the column's deals of which the row's thing is known; null for what is not known."""

    count: int
    minor: int
    unpriced: int
    share_bp: int | None


class PivotRowAnswer(Answer):
    """`depth` from 1: a finer row is counted in the one above. `key`: "~" not known, "~rest" the rest."""

    key: str
    label: str
    depth: int
    cells: list[TallyAnswer]
    total: TallyAnswer


class NamedTallyAnswer(TallyAnswer):
    label: str


class LossesReportAnswer(Answer):
    """`work`: lost before document approval, which all tables but `at_documents` are of; `unrecorded` of them
    without a reason. `unnamed`: went to a competitor whom nobody knows."""

    starts_on: date
    ends_on: date
    work: TallyAnswer
    documents: TallyAnswer
    unrecorded: int
    columns: list[str]
    rows: list[PivotRowAnswer]
    at_documents: list[NamedTallyAnswer]
    attitudes: list[NamedTallyAnswer]
    competitors: list[NamedTallyAnswer]
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


class SourceFiguresAnswer(Answer):
    """Leads that came in the days, by what became of them; `at_documents` of the lost, lost there.

    `qualifying` of the leads that are not new any more, `closing` of closed deals, `winning` of leads whose
    end is known. `cycle_days`: median of whole days from coming to signing, null below 6 contracts.
    `average_minor`: a month's fees of a contract, kopecks.
    """

    source_type: str
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


class SourcesReportAnswer(Answer):
    starts_on: date
    ends_on: date
    sources: list[SourceFiguresAnswer]
    total: SourceFiguresAnswer


class StagePassageAnswer(Answer):
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


class FunnelReportAnswer(Answer):
    """Deals that came to a stage in the days; `won` and `lost` of them by now. History is never in it.

    `lost_at_documents`: those of `lost` that were lost at document approval.
    """

    starts_on: date
    ends_on: date
    deals: int
    won: int
    lost: int
    lost_at_documents: int
    stages: list[StagePassageAnswer]


@router.get("/reports/losses", response={200: LossesReportAnswer, **PROBLEMS})
def get_losses(
    request: HttpRequest, query: Query[FiguresQuery], by: By = "reason", across: Across = ""
) -> dict[str, Any]:
    """Return the reasons of deals lost in these days."""
    limits, period = _read(request, query)
    losses = losses_of(limits, period, by, across)
    return {
        **_days(period),
        "work": {**vars(losses.work), "share_bp": None},
        "documents": {**vars(losses.documents), "share_bp": None},
        "unrecorded": losses.unrecorded,
        "columns": [str(column) for column in losses.table.columns],
        "rows": [_row(row) for row in losses.table.rows],
        "at_documents": [_named(line) for line in losses.at_documents],
        "attitudes": [_named(line) for line in losses.attitudes],
        "competitors": [_named(line) for line in losses.competitors],
        "unnamed": losses.unnamed.count,
    }


@router.get("/reports/sources", response={200: SourcesReportAnswer, **PROBLEMS})
def get_sources(request: HttpRequest, query: Query[FiguresQuery]) -> dict[str, Any]:
    """Return the outcomes of leads that came in these days, by source."""
    limits, period = _read(request, query)
    sources = sources_of(limits, period)
    return {
        **_days(period),
        "sources": [_source(source) for source in sources.rows],
        "total": _source(sources.total),
    }


@router.get("/reports/funnel", response={200: FunnelReportAnswer, **PROBLEMS})
def get_funnel(request: HttpRequest, query: Query[FiguresQuery]) -> dict[str, Any]:
    """Return the way through the stages of deals that came to a stage in these days."""
    limits, period = _read(request, query)
    funnel = funnel_of(limits, period)
    stages = [
        {**vars(passage), "label": str(passage.label), "passing": _rate(passage.passing)}
        for passage in funnel.passages
    ]
    ended = {"won": funnel.won, "lost": funnel.lost, "lost_at_documents": funnel.lost_at_documents}
    return {**_days(period), "deals": funnel.deals, **ended, "stages": stages}


def _read(request: HttpRequest, query: FiguresQuery) -> tuple[Limits, Period]:
    reader = caller(request)
    allow(can_read_sales_figures(actor_of(reader)))
    period = preset("quarter", local_date(timezone.now()))
    if query.starts_on and query.ends_on:
        if query.ends_on < query.starts_on:
            raise Invalid(ends_on=_("The last day is before the first."))
        period = Period(query.starts_on, query.ends_on)
    address = {
        "manager": str(query.manager_id or ""),
        "service": str(query.service_id or ""),
        "source_type": query.source_type or "",
        "history": HISTORY_IN if query.history else "",
    }
    return limits_of(reader, address), period


def _days(period: Period) -> dict[str, date]:
    return {"starts_on": period.starts_on, "ends_on": period.ends_on}


def _cell(cell: Cell) -> dict[str, Any]:
    return {**vars(cell.tally), "share_bp": cell.share_bp}


def _row(row: Row) -> dict[str, Any]:
    label = {"key": row.key, "label": str(row.label), "depth": row.depth}
    return {**label, "cells": [_cell(cell) for cell in row.cells], "total": _cell(row.total)}


def _named(line: Named) -> dict[str, Any]:
    return {**vars(line.tally), "share_bp": line.share_bp, "label": str(line.label)}


def _rate(rate: Rate) -> dict[str, Any]:
    low, high = rate.interval or (None, None)
    figures = {"count": rate.count, "of": rate.of, "bp": rate.bp, "is_enough": rate.is_enough}
    return {**figures, "low_bp": low, "high_bp": high}


def _source(source: Source) -> dict[str, Any]:
    source_type, channel, campaign = source.key
    ends = source.ends
    return {
        **vars(ends),
        "leads": ends.leads,
        "qualified": ends.qualified,
        "in_work": ends.in_work,
        "source_type": source_type,
        "channel": channel,
        "campaign": campaign,
        "label": str(source.label),
        "depth": source.depth,
        "qualifying": _rate(source.qualifying),
        "closing": _rate(source.closing),
        "winning": _rate(source.winning),
        "cycle_days": source.cycle_days,
        "average_minor": source.average_minor,
    }
