"""The pictures of the plan: what is missing day by day, and what was thought then (L6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.ground.kernel.dates import Period
from okno.ground.kernel.money import div_half_up
from okno.ground.ui.charts import Chart, Series
from okno.ground.ui.formatting import dated_text, whole_text
from okno.money.plans.amounts import Pace, even_line, running_total, working_days_of
from okno.money.plans.forecast import ForecastPoint
from okno.read.reports.plan_words import gap_answer


@dataclass(frozen=True)
class Going:
    """A period on a day: the plan (None: not set), wins by day, the pace."""

    period: Period
    on: date
    plan_minor: int | None
    wins: Mapping[date, int]
    pace: Pace


def gap_chart(going: Going) -> Chart:
    """Return fees won by working day beside the even way to the plan and the present pace."""
    days = working_days_of(going.period)
    won = running_total(going.wins, days, going.period.ends_on)
    fees_won = [minor if day <= going.on else None for day, minor in zip(days, won, strict=True)]
    series = [Series(_("Fees won"), fees_won, look="area", tone="good")]
    if going.plan_minor is not None:
        series.append(Series(_("Target"), even_line(going.plan_minor, len(days)), look="line", tone="quiet"))
    if going.period.contains(going.on) and going.pace.days_over and going.pace.days_left:
        series.append(Series(_("At this pace"), _ahead(going, len(days)), look="dots", tone="warn"))
    return Chart(
        key="gap",
        question=_("What is missing from the plan?"),
        answer=gap_answer(going.plan_minor, going.pace, is_over=going.period.ends_on < going.on),
        labels=days,
        series=series,
        unit="minor",
        look="lines",
        note=_(
            "Today counts among the days left, until its end. The pace is by the working days that are over."
        ),
        head=_("Working day"),
    )


def _ahead(going: Going, count: int) -> list[int | None]:
    """Return the values from the last day that is over to the end."""
    over = going.pace.days_over
    before = sum(minor for day, minor in going.wins.items() if day < going.on)
    return [div_half_up(before * place, over) if place >= over else None for place in range(1, count + 1)]


def forecast_history_chart(going: Going, thoughts: Sequence[ForecastPoint]) -> Chart:
    """Return the forecast as it was on each morning with a snapshot."""
    parts = [
        Series(_("Fees won"), [thought.won_minor for thought in thoughts], stack="forecast", tone="good"),
        Series(_("Committed to"), [thought.committed_minor for thought in thoughts], stack="forecast"),
        Series(_("Likely"), [thought.weighted_minor for thought in thoughts], stack="forecast", tone="quiet"),
    ]
    if going.plan_minor is not None and thoughts:
        parts.append(Series(_("Target"), [going.plan_minor] * len(thoughts), look="line", tone="warn"))
    return Chart(
        key="thoughts",
        question=_("What did we think then?"),
        answer=_answer(thoughts),
        labels=[thought.taken_on for thought in thoughts],
        series=parts,
        unit="minor",
        note=_missed(thoughts),
        head=_("Thought on"),
    )


def _whole(thought: ForecastPoint) -> int:
    return thought.won_minor + thought.committed_minor + thought.weighted_minor


def _answer(thoughts: Sequence[ForecastPoint]) -> str:
    if not thoughts:
        return _("The forecast is kept every morning; there is none of this time yet.")
    first, last = thoughts[0], thoughts[-1]
    if len(thoughts) == 1:
        return _("On {day} we expected {sum}.").format(
            sum=whole_text(_whole(first)), day=dated_text(first.taken_on, last.taken_on)
        )
    grown = _whole(last) - _whole(first)
    sentence = _("On {day} we expected {first}, lately {last}: the same.")
    if grown > 0:
        sentence = _("On {day} we expected {first}, lately {last}: {change} more.")
    elif grown < 0:
        sentence = _("On {day} we expected {first}, lately {last}: {change} less.")
    return sentence.format(
        first=whole_text(_whole(first)),
        day=dated_text(first.taken_on, last.taken_on),
        last=whole_text(_whole(last)),
        change=whole_text(abs(grown)),
    )


def _missed(thoughts: Sequence[ForecastPoint]) -> str:
    """Return the note on days without a snapshot; no values are made up for them."""
    if not thoughts:
        return ""
    missed = (thoughts[-1].taken_on - thoughts[0].taken_on).days + 1 - len(thoughts)
    if not missed:
        return ""
    sentence = ngettext(
        "On {n} day between them nothing was kept.", "On {n} days between them nothing was kept.", missed
    )
    return sentence.format(n=missed)
