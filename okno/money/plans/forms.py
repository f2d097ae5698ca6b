"""The sheet of plans as a form: a sum for each cell, and the plan that was shown in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from okno.ground.ui.fields import MoneyField
from okno.money.plans.actions.set_sales_plans import NewPlan
from okno.money.plans.models import SalesPlan
from okno.money.plans.scopes import span_name
from okno.money.plans.sheet import Sheet, SheetCell

SEEN = "seen-"
MOST_MINOR = 10**14


class PlanSheetForm(forms.Form):
    """The form of the sheet. An empty cell is no plan; unchanged cells are not touched."""

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for cell in sheet.open_cells:
            plan = cell.plan
            sum_field = MoneyField(required=False, min_value=0, max_value=MOST_MINOR)
            sum_field.label = _("{whose}, {period}").format(
                whose=cell.whose.name, period=span_name(cell.span, cell.starts_on)
            )
            sum_field.initial = plan.target_minor if plan else None
            self.fields[cell.name] = sum_field
            seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
            seen.initial = plan.pk if plan else 0
            self.fields[SEEN + cell.name] = seen

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows for the template, each cell beside its fields."""
        return [
            {"whose": row.whose, "cells": [self._shown(cell) for cell in row.cells]}
            for row in self.sheet.rows
        ]

    def _shown(self, cell: SheetCell) -> dict[str, Any]:
        """Return the cell with its fields, and with today's plan when another was set meanwhile."""
        if not cell.is_open:
            return {"cell": cell}
        field, seen = self[cell.name], self[SEEN + cell.name]
        now = cell.plan.pk if cell.plan else 0
        context = {"cell": cell, "field": field, "seen_name": seen.html_name, "seen": seen.value() or 0}
        if field.errors and str(context["seen"]) != str(now):
            # The present plan is shown, so that the next attempt is about exactly this one.
            return {**context, "seen": now, "is_other": True}
        return context

    def changed(self) -> dict[str, NewPlan]:
        """Return the cells whose sum differs from the plan that was shown there, by name."""
        data = self.cleaned_data
        looked_at = {data[SEEN + cell.name] for cell in self.sheet.open_cells} - {None, 0}
        plans = SalesPlan.objects.filter(pk__in=looked_at)
        sums = dict(plans.order_by().values_list("pk", "target_minor"))
        return {
            cell.name: NewPlan(
                employee=cell.whose.fields.get("employee"),
                team_of=cell.whose.fields.get("team_of"),
                span=cell.span,
                starts_on=cell.starts_on,
                target_minor=data[cell.name],
                seen=data[SEEN + cell.name] or 0,
            )
            for cell in self.sheet.open_cells
            if data[cell.name] != sums.get(data[SEEN + cell.name])
        }
