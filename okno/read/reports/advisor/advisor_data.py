"""Figures of the flow with their method and source, and the whole advisor as data."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from okno.read.reports.advisor.advice import one_digit, percent_of
from okno.read.reports.advisor.figures import Figures
from okno.read.reports.advisor.flow import AHEAD, CONFIDENCE, Flow


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the flow, its meaning and its method."""

    name: str
    value: str
    means: str
    source: str


def measures_of(flow: Flow) -> list[Measure]:
    """Return the measures of the flow; none when its history is too short."""
    if not flow.is_enough:
        return []
    return [_spread(flow), _trend(flow), _neighbours(flow), _ahead(flow)]


def _spread(flow: Flow) -> Measure:
    verdict = (
        _("spreads wider than independent leads would")
        if flow.is_wide
        else _("spreads as independent leads do")
    )
    chance = _("so much spread comes by chance in {chance} of 100 cases").format(
        chance=percent_of(flow.spread.chance)
    )
    return Measure(
        _("Variance to mean"),
        one_digit(flow.spread.index),
        f"{verdict}; {chance}",
        _("Index of dispersion, chi-square test (Cochran, 1954)"),
    )


def _trend(flow: Flow) -> Measure:
    verdict = {"up": _("grows"), "down": _("falls"), "level": _("stays level")}[flow.direction]
    chance = _("such a trend comes by chance in {chance} of 100 cases").format(
        chance=percent_of(flow.trend.chance)
    )
    return Measure(
        _("Change each week"),
        one_digit(flow.trend.slope, signed=True),
        f"{verdict}; {chance}",
        _("Mann–Kendall with ties (Mann, 1945; Kendall, 1975), slope by Sen (1968)"),
    )


def _neighbours(flow: Flow) -> Measure:
    return Measure(
        _("Likeness of neighbouring weeks"),
        one_digit(flow.alike, signed=True),
        _("from −1 to +1; near 0 a good week says nothing of the next"),
        _("Autocorrelation of lag 1 (Bartlett, 1946)"),
    )


def _ahead(flow: Flow) -> Measure:
    name = _("In the next {ahead} weeks").format(ahead=AHEAD)
    if flow.ahead is None:
        why = _("an interval is only for a level flow: what grows or falls does not go on for ever")
        return Measure(name, "—", why, "")
    source = (
        _("Quasi-Poisson, approximate: the variance times the dispersion (McCullagh & Nelder, 1989)")
        if flow.is_lumpy
        else _(
            "Exact interval of a Poisson flow, by condition on the sum (Nelson, 1970; Hahn & Meeker, 1991)"
        )
    )
    sentence = _("holds {share} times of 10, if the future is like the past; expected are {expected}")
    return Measure(
        name,
        f"{flow.ahead.low}–{flow.ahead.high}",
        sentence.format(share=round(CONFIDENCE * 10), expected=flow.expected),
        source,
    )


def advisor_data(figures: Figures) -> dict[str, Any]:
    """Return the advisor for the API; floats are statistics only, sums are kopecks."""
    flow, effort, load = figures.flow, figures.effort, figures.load
    return {
        "hire": figures.advice.hire,
        "sentences": [asdict(sentence) for sentence in figures.advice.sentences],
        "is_enough": flow.is_enough,
        "is_predictable": flow.is_predictable,
        "mean": round(flow.mean, 4),
        "dispersion": round(flow.spread.index, 4) if flow.is_enough else None,
        "dispersion_chance": round(flow.spread.chance, 6) if flow.is_enough else None,
        "slope": round(flow.trend.slope, 4) if flow.is_enough else None,
        "trend_chance": round(flow.trend.chance, 6) if flow.is_enough else None,
        "ahead_weeks": AHEAD,
        "ahead_low": flow.ahead.low if flow.ahead else None,
        "ahead_high": flow.ahead.high if flow.ahead else None,
        "measures": [asdict(measure) for measure in measures_of(flow)],
        "weeks": [asdict(week) for week in flow.weeks],
        "effort": [
            {
                "starts_on": week,
                "touches_new": effort.new.by_week[week],
                "touches_existing": effort.existing.by_week[week],
                "won_new_minor": effort.won_minor[week],
                "won_existing_minor": effort.added_minor[week],
                "ended_minor": None if effort.ended_minor is None else effort.ended_minor[week],
            }
            for week in effort.lived
        ],
        "people": [{**asdict(carried), "roles": sorted(carried.roles)} for carried in load.sellers],
        "clients_unkept": load.unkept,
        "leads_waiting": load.waiting,
        "deals_stuck": load.stuck,
    }
