"""The page of the end of the day: a status and a step for one client after another, by the keyboard alone
(C4).
"""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from okno.ground.journal.models import Entry
from okno.ground.journal.timeline import Stream, with_links
from okno.ground.kernel.dates import FIRST_YEAR
from okno.ground.kernel.errors import allow
from okno.ground.kernel.workdays import add_working_days, is_working_day
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.records.clients.models import Company
from okno.records.relations.actions.close_day import close_day
from okno.records.relations.day import DayState, day_of
from okno.records.relations.forms.statuses import ClosingForm, StandingForm
from okno.records.relations.permissions import can_close_day
from okno.records.relations.views.keeping import is_set, standing_form


@signed_in
def close_day_view(request: StaffRequest) -> HttpResponse:
    """Show the day with the client in `?client=`, or the first one left; POST closes the day."""
    by = request.actor
    allow(can_close_day(by))
    on = _day(request.POST or request.GET)
    if request.method == "POST":
        close_day(on=on, by=by, at=timezone.now())
        return HttpResponseRedirect(_address(on))
    day = day_of(by.employee, on)
    company = _chosen(day, request.GET.get("client", ""))
    form = standing_form(request, company, ClosingForm) if company else None
    return _page(request, day, company, form)


@signed_in
def set_day_status(request: StaffRequest, pk: int) -> HttpResponse:
    """Set one client's status and go to the next one."""
    company = get_visible_or_404(Company.objects, request, pk)
    on = _day(request.POST or request.GET)
    if request.method != "POST":
        return HttpResponseRedirect(_address(on, company.pk))
    form = standing_form(request, company, ClosingForm)
    following = _after(day_of(request.employee, on), company)
    if is_set(request, company, form):
        return HttpResponseRedirect(_address(on, following))
    return _page(request, day_of(request.employee, on), company, form)


def _page(
    request: StaffRequest, day: DayState, company: Company | None, form: StandingForm | None
) -> HttpResponse:
    """Render the day with a client, its entries of the day and its form; 422 when the form has errors."""
    context: dict[str, Any] = {"day": day, "company": company, "form": form, "today": timezone.localdate()}
    if company:
        entries = Entry.objects.visible_to(request.employee).on_day(day.on).filter(company=company)
        context["stream"] = Stream(with_links(entries.select_related("by", "token"), request.employee), "")
        context["skip_url"] = _address(day.on, _after(day, company))
    context |= {"behind": _behind(request, day), "is_day_off": not is_working_day(day.on)}
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "relations/close_day.html", context, status=status)


def _behind(request: StaffRequest, day: DayState) -> DayState | None:
    """Return the working day before today, if clients of it are left and it is not the one shown."""
    previous = add_working_days(timezone.localdate(), -1)
    if day.on <= previous:
        return None
    earlier = day_of(request.employee, previous)
    return earlier if earlier.left else None


def _day(query: QueryDict) -> date:
    """Return the day named in the query; today when there is none, or it is ahead or invalid."""
    today = timezone.localdate()
    try:
        named = parse_date(query.get("on", ""))
    except ValueError:
        named = None
    return named if named is not None and named.year >= FIRST_YEAR and named <= today else today


def _chosen(day: DayState, key: str) -> Company | None:
    """Return the touched client with this key, else the first client left, else None."""
    company = next((touched for touched in day.touched if str(touched.pk) == key), None)
    return company or next(iter(day.left), None)


def _after(day: DayState, company: Company) -> int | None:
    """Return the key of the next client left after this one, starting again from the first; or None."""
    keys = [touched.pk for touched in day.touched]
    index = keys.index(company.pk) if company.pk in keys else -1
    left = {touched.pk for touched in day.left} - {company.pk}
    return next((key for key in [*keys[index + 1 :], *keys[: index + 1]] if key in left), None)


def _address(on: date, client: int | None = None) -> str:
    """Return the address of the page for this day and client."""
    query: dict[str, object] = {} if on == timezone.localdate() else {"on": on.isoformat()}
    if client is not None:
        query["client"] = client
    return f"{reverse('relations:close_day')}{'?' + urlencode(query) if query else ''}"
