"""What slipped in a period, how often it moved and whose cause it was (D3)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.kernel.clock import local_date
from okno.kernel.dates import Period, month_of
from okno.people.doors import StaffRequest, signed_in
from okno.promises.forms import PeriodForm
from okno.promises.lists import page_views
from okno.promises.slips import slips_of
from okno.ui.lists import page_of


@signed_in
def slips(request: StaffRequest) -> HttpResponse:
    at = timezone.now()
    period = month_of(local_date(at))
    first = {"starts_on": period.starts_on, "ends_on": period.ends_on}
    form = PeriodForm(request.GET if "starts_on" in request.GET else None, initial=first)
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
