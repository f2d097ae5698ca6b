"""The page of the report of slips (D3)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import Period, month_of
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.lists import page_of
from okno.team.promises.forms import PeriodForm
from okno.team.promises.lists import page_views
from okno.team.promises.slips import slips_of


@signed_in
def slips(request: StaffRequest) -> HttpResponse:
    """Render the report of a period, by default of this month."""
    at = timezone.now()
    period = month_of(local_date(at))
    initial = {"starts_on": period.starts_on, "ends_on": period.ends_on}
    form = PeriodForm(request.GET if "starts_on" in request.GET else None, initial=initial)
    if form.is_bound and form.is_valid():
        period = Period(form.cleaned_data["starts_on"], form.cleaned_data["ends_on"])
    report = slips_of(request.employee, period, at)
    context = {
        "views": page_views(request.employee),
        "form": form,
        "report": report,
        "page": page_of(
            request, report.promises.for_lines().select_related("cause_person").prefetch_related("moves__by")
        ),
        "period": period,
    }
    return render(request, "promises/slips.html", context)
