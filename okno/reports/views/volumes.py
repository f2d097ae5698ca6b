"""What engineers may have to deliver (L7)."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from okno.kernel.errors import allow
from okno.kernel.money import format_minor
from okno.people.doors import StaffRequest, signed_in
from okno.reports.permissions import can_see_volumes
from okno.reports.volumes import ResourceRow, Volume, volumes_of
from okno.ui.wording import NBSP


@signed_in
@require_safe
def volumes(request: StaffRequest) -> HttpResponse:
    allow(can_see_volumes(request.employee))
    found = volumes_of(timezone.localdate())
    rows = [_told(row, found.months) for row in found.rows]
    context = {
        "volumes": found,
        "heads": [_head(month, found.on) for month in found.months],
        "rows": rows,
        "short": [row for row in rows if row["row"].short_on],
        "has_later": any(row.later.deals for row in found.rows),
        "has_undated": any(row.undated.deals for row in found.rows),
    }
    return render(request, "reports/volumes.html", context)


def _head(month: date, on: date) -> str:
    """«Ноя»; the year once it is another."""
    name = date_format(month, "M")
    return name if month.year == on.year else f"{name}{NBSP}{month.year}"


def _told(row: ResourceRow, months: list[Any]) -> dict[str, Any]:
    """For the template: figures as they are read, the month that is too many marked."""
    cells = [
        {"volume": volume, "text": _text(volume), "short": month == row.short_on}
        for month, volume in zip(months, row.months, strict=True)
    ]
    by_then = [
        one for month, one in zip(months, row.months, strict=True) if row.short_on and month <= row.short_on
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
    """«3,4»: tenths only where there are some."""
    text = format_minor(volume.expected_tenths * 10, get_language() or "ru", currency=None)[:-1]
    return text[:-2] if text.endswith("0") else text
