"""Invented charts for the page of components: one of each look, and the empty one."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from okno.ground.ui.charts import Chart, Series

LONG = "Общество с ограниченной ответственностью «Придуманная контора длинных названий» " * 2


def charts(today: date) -> list[Chart]:
    weeks = [today - timedelta(weeks=back) for back in range(12, 0, -1)]
    return [_flow(weeks), _pace(weeks), *_rows(), Chart("none", _("Who is late?"), _("Nobody."), [])]


def _flow(weeks: list[date]) -> Chart:
    return Chart(
        key="flow",
        question=_("How many leads come in a week?"),
        answer=_("{count} a week on average.").format(count=9),
        labels=weeks,
        series=[
            Series(_("qualified"), [4, 6, 3, 8, 5, 9, 7, 6, 11, 8, 10, 9], stack="all"),
            Series(_("turned down"), [5, 3, 6, 2, 4, 1, 0, 3, 2, 4, 1, 2], stack="all", tone="quiet"),
            Series(_("plan"), [8] * 12, look="line", tone="warn"),
        ],
        head=_("Week"),
    )


def _pace(weeks: list[date]) -> Chart:
    return Chart(
        key="pace",
        question=_("Does the month reach its plan?"),
        answer=_("412,000 ₽ of 600,000 ₽."),
        labels=weeks,
        series=[
            Series(_("won"), [n * 3_433_333 for n in range(1, 11)] + [None, None], "area"),
            Series(_("plan"), [n * 5_000_000 for n in range(1, 13)], "line", tone="quiet"),
        ],
        unit="minor",
        look="lines",
        note=_("Monthly fees without VAT."),
        head=_("Week"),
    )


def _rows() -> list[Chart]:
    return [
        Chart(
            key="services",
            question=_("What is sold?"),
            answer=_("Colocation, above all."),
            labels=["Colocation", LONG, "SEO <i>"],
            series=[Series(_("Monthly fee"), [125_000_000, 48_600_050, 0])],
            unit="minor",
            look="rows",
        ),
        Chart(
            key="path",
            question=_("Where do deals stop?"),
            answer=_("Between the quote and the signature."),
            labels=[_("leads"), _("qualified"), _("quotes"), _("signed")],
            series=[Series(_("Deals"), [64, 31, 22, 6], tone="good")],
            look="funnel",
        ),
    ]
