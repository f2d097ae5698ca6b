"""A chart answers one question: the answer first, then the picture, then its figures in a table behind a key.

The browser draws the picture (static/charts.js) from whole numbers: kopecks, basis points, days, pieces.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from okno.ground.kernel.money import format_minor
from okno.ground.ui.formatting import DASH, NBSP, SHORT_MONTHS, day_html, money_html, percent_text

Look = Literal["bar", "line", "area", "dots"]
Tone = Literal["accent", "quiet", "good", "warn", "bad"]
Unit = Literal["count", "minor", "days", "bp"]
Shape = Literal["columns", "rows", "funnel", "lines"]
# Rows that a picture holds; the table holds all.
MOST_ROWS = 30
# The picture's height is known before it is drawn, so that nothing below it jumps: rows by steps of these.
STEPS = (3, 5, 8, 12, 16, 22, 30)


@dataclass(frozen=True, slots=True)
class Series:
    """One line of figures; None is «not known», which is no zero."""

    name: str
    values: Sequence[int | None]
    look: Look = "bar"
    stack: str = ""
    tone: Tone = "accent"

    def __post_init__(self) -> None:
        if any(value is not None and type(value) is not int for value in self.values):
            raise TypeError(f"A chart is of whole numbers: {self.name}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A question, its answer and what it stands on; `head` names the first column of the table."""

    key: str
    question: str
    answer: str
    labels: Sequence[str | date]
    series: Sequence[Series] = field(default_factory=tuple)
    unit: Unit = "count"
    look: Shape = "columns"
    note: str = ""
    head: str = ""

    def __post_init__(self) -> None:
        for series in self.series:
            if len(series.values) != len(self.labels):
                raise ValueError(f"{self.key}: «{series.name}» has not one figure per label")

    @property
    def is_empty(self) -> bool:
        return all(value is None for series in self.series for value in series.values)

    @property
    def height(self) -> str:
        """Return the CSS class that gives the picture its height."""
        if self.look in ("columns", "lines"):
            return "chart-tall"
        beside = len([series for series in self.series if not series.stack]) or 1
        wanted = min(len(self.labels), MOST_ROWS) * (1 if beside == 1 else 2)
        return f"chart-rows-{next((step for step in STEPS if step >= wanted), STEPS[-1])}"

    @property
    def is_cut(self) -> bool:
        return self.look in ("rows", "funnel") and len(self.labels) > MOST_ROWS

    def drawn(self) -> dict[str, Any]:
        """Return what the browser draws from; it stands in an attribute, because htmx drops script tags."""
        count = MOST_ROWS if self.look in ("rows", "funnel") else len(self.labels)
        return {
            "look": self.look,
            "unit": self.unit,
            "labels": [label_text(label) for label in self.labels[:count]],
            "series": [
                {
                    "name": str(series.name),
                    "values": list(series.values[:count]),
                    "look": series.look,
                    "stack": series.stack,
                    "tone": series.tone,
                }
                for series in self.series
            ],
        }

    def rows(self) -> list[tuple[str, list[str]]]:
        """Return the table of the chart: a heading and the figures of each line, in the reader's format."""
        lines = zip(*(series.values for series in self.series), strict=True)
        return [
            (
                day_html(label) if isinstance(label, date) else str(label),
                [self.figure_text(value) for value in values],
            )
            for label, values in zip(self.labels, lines, strict=True)
        ]

    def figure_text(self, value: int | None) -> str:
        """Return one figure as the table shows it."""
        if value is None:
            return DASH
        if self.unit == "minor":
            return money_html(value)
        if self.unit == "bp":
            return percent_text(value)
        number = format_minor(value * 100, get_language() or "ru", currency=None)[:-3]
        if self.unit == "days":
            return format_html("{}", ngettext("{n} day", "{n} days", abs(value)).format(n=number))
        return number


def label_text(label: str | date) -> str:
    """Return a label of the axis; a day as «21 нояб.», because the year stands in the chart's question."""
    if isinstance(label, date):
        return f"{label.day}{NBSP}{SHORT_MONTHS[label.month - 1]}"
    return str(label)


def summary(chart: Chart) -> str:
    """Return the sentence that a screen reader hears in place of the picture."""
    return _("{question} {answer} The figures stand in the table.").format(
        question=chart.question, answer=chart.answer
    )
