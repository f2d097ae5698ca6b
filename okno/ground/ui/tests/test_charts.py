import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.template import engines
from django.utils.translation import override

from okno.ground.ui.charts import MOST_ROWS, Chart, Series


def render(chart: Chart) -> str:
    return engines["django"].from_string("{% chart one %}").render({"one": chart})


def drawn(page: str) -> dict[str, Any]:
    (kept,) = re.findall(r'data-chart="([^"]*)"', page)
    said: dict[str, Any] = json.loads(unescape(kept))
    return said


def of_rows(*values: int | None, labels: list[str] | None = None, **rest: Any) -> Chart:
    names = labels or [f"row {n}" for n in range(len(values))]
    return Chart("key", "Сколько?", "Столько.", names, [Series("Сумма", values)], **rest)


def test_the_question_stands_first_then_the_answer_then_the_picture_and_the_table():
    page = render(of_rows(125_000_000, None, unit="minor", head="Услуга", note="Без НДС."))
    parts = ["<h2>Сколько?</h2>", "Столько.", "chart-picture", "<table>", ">Услуга<", ">row 1<", "Без НДС."]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "1 250 000<span" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert page.count(">—<") == 1, "not known is said, it is no zero"
    assert drawn(page)["series"][0]["values"] == [125_000_000, None]


def test_nothing_leaves_its_quotes():
    nasty = "</script><img src=x onerror=alert(1)>\"'" + "я" * 300
    chart = Chart("key", nasty, nasty, [nasty], [Series(nasty, [1])], note=nasty, head=nasty)
    page = render(chart)
    assert "<img" not in page and "</script>" not in page
    assert drawn(page)["labels"] == [nasty] and drawn(page)["series"][0]["name"] == nasty
    assert " style=" not in page and "<script" not in page


@pytest.mark.parametrize("values", [[], [None, None]])
def test_a_chart_of_nothing_says_so(values: list[None]):
    page = render(of_rows(*values))
    assert "Данных нет" in page
    assert "<table" not in page and "data-chart-switch" not in page and "chart-picture" not in page


def test_zeroes_are_data():
    page = render(of_rows(0, 0))
    assert "Данных нет" not in page and page.count('<td class="num">0</td>') == 2


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("count", 12_345, "12 345"),
        ("count", -3, "-3"),
        ("days", 1, "1 день"),
        ("days", 1_002, "1 002 дня"),
        ("days", 11, "11 дней"),
        ("bp", 1_250, "12,5 %"),
        ("count", 10**15, "1 000 000 000 000 000"),
    ],
)
def test_figures_are_said_in_their_unit(unit: Any, value: int, said: str):
    told = of_rows(value, unit=unit).figure_text(value).replace("\N{NO-BREAK SPACE}", " ")
    assert told.replace("\N{MINUS SIGN}", "-") == said


def test_days_as_labels_are_said_in_the_readers_language():
    chart = Chart("key", "?", "!", [date(2026, 10, 5)], [Series("x", [1])])
    assert drawn(render(chart))["labels"] == ["5\N{NO-BREAK SPACE}окт."]
    with override("en"):
        assert drawn(render(chart))["labels"] == ["5\N{NO-BREAK SPACE}Oct"]
    assert '<time datetime="2026-10-05"' in render(chart)


def test_a_fraction_or_a_missing_figure_is_a_mistake_of_the_page():
    with pytest.raises(TypeError):
        Series("x", [1.5])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="one figure per label"):
        Chart("key", "?", "!", ["a", "b"], [Series("x", [1])])


def test_many_rows_are_cut_in_the_picture_and_whole_in_the_table():
    page = render(of_rows(*range(MOST_ROWS + 5), look="rows"))
    assert len(drawn(page)["labels"]) == MOST_ROWS
    assert page.count('<th scope="row">') == MOST_ROWS + 5
    assert "в таблице — все" in page


@pytest.mark.parametrize(
    ("rows", "height"),
    [(1, "chart-rows-3"), (4, "chart-rows-5"), (13, "chart-rows-16"), (99, "chart-rows-30")],
)
def test_the_height_is_known_before_the_picture(rows: int, height: str):
    assert of_rows(*range(rows), look="rows").height == height
    assert of_rows(*range(rows)).height == "chart-tall"


def test_scripts_of_charts_are_files():
    page = engines["django"].from_string("{% chart_scripts %}").render({})
    assert page.count("<script src=") == 2 and page.count("</script>") == 2 and "charts.css" in page
