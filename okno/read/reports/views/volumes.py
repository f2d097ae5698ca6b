"""What engineers may have to deliver (L7)."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from okno.ground.kernel.errors import allow
from okno.ground.kernel.money import format_minor
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.formatting import NBSP
from okno.read.reports.permissions import can_see_volumes
from okno.read.reports.volumes import ResourceRow, Volume, volumes_of


@signed_in
@require_safe
def volumes(request: StaffRequest) -> HttpResponse:
    allow(can_see_volumes(request.actor))
    report = volumes_of(timezone.localdate())
    rows = [_told(row, report.months) for row in report.rows]
    context = {
        "volumes": report,
        "heads": [_head(month, report.on) for month in report.months],
        "rows": rows,
        "short": [row for row in rows if row["row"].short_on],
        "has_later": any(row.later.deals for row in report.rows),
        "has_undated": any(row.undated.deals for row in report.rows),
    }
    return render(request, "reports/volumes.html", context)


def _head(month: date, on: date) -> str:
    """Return the column's head «Ноя»; with the year when it is another."""
    name = date_format(month, "M")
    return name if month.year == on.year else f"{name}{NBSP}{month.year}"


def _told(row: ResourceRow, months: list[Any]) -> dict[str, Any]:
    """Return the row for the template, with the months marked that exceed the capacity."""
    cells = [
        {"volume": volume, "text": _text(volume), "short": month == row.short_on}
        for month, volume in zip(months, row.months, strict=True)
    ]
    by_then = [
        volume
        for month, volume in zip(months, row.months, strict=True)
        if row.short_on and month <= row.short_on
    ]
    return {
        "row": row,
        "cells": cells,
        "later": {"volume": row.later, "text": _text(row.later)},
        "undated": {"volume": row.undated, "text": _text(row.undated)},
        "by_then": _text(sum(by_then, Volume())),
        "all": _text(row.all_dated),
    }


def _text(volume: Volume) -> str:
    """Return «3,4», with tenths only when there are any."""
    text = format_minor(volume.expected_tenths * 10, get_language() or "ru", currency=None)[:-1]
    return text[:-2] if text.endswith("0") else text
